"""Paths, queries and methods that lead nowhere, and such as only look as if they did (spec 2.6, 5.4)."""

import pytest

NOWHERE = [
    ("GET", "/nowhere"), ("GET", "//accounts"), ("GET", "/accounts/"),
    ("GET", "/Accounts"), ("GET", "/accounts/x"), ("GET", "/members/get/"), ("GET", "/./accounts"),
    ("GET", "/x/../accounts"), ("GET", "/accounts%2F"), ("GET", "/accounts;x=1"), ("GET", "/%00"),
    ("GET", "/accounts%00"), ("GET", "/acc%6"), ("GET", "/%zz"), ("GET", "/%"), ("GET", "/%e9"),
    ("GET", "/" + "a" * 3000), ("GET", "/" + "a/" * 1000), ("POST", "/members/create"), ("GET", "/*"),
]  # fmt: skip


@pytest.mark.parametrize("method, target", NOWHERE, ids=lambda value: value[:20])
def test_nowhere(method, target, wire):
    wire.send(method, target).check_error(404, "UnknownOperationException")


WRONG_METHODS = [
    ("PUT", "/accounts"), ("PUT", "/members"), ("DELETE", "/members"), ("PATCH", "/members"), ("GET", "/members/get"),
    ("POST", "/invitations"), ("POST", "/invitations/count"), ("DELETE", "/master"), ("PUT", "/administrator"),
    ("GET", "/master/disassociate"), ("OPTIONS", "/accounts"), ("TRACE", "/accounts"), ("BREW", "/accounts"),
    ("get", "/accounts"), ("PROPFIND", "/members"), ("X" * 2000, "/members"),
]  # fmt: skip


@pytest.mark.parametrize("method, target", WRONG_METHODS, ids=lambda value: value[:20])
def test_wrong_methods(method, target, wire):
    answer = wire.send(method, target)
    if answer.status == 400:  # A word that is no method of HTTP.
        answer.check_error(400, "SerializationException", "HTTP")
    else:
        answer.check_error(404, "UnknownOperationException")


def test_a_head_has_no_body(wire):
    answer = wire.send("HEAD", "/accounts")
    assert answer.status == 404 and answer.body == b"", answer


BAD_ENCODING = ["%", "%4", "%zz", "%u1234", "%00", "%ff", "%c3%28", "%ed%a0%80", "%F8%88%80%80%80"]


@pytest.mark.parametrize("text", BAD_ENCODING)
def test_bad_percent_encoding(text, wire):
    for target in (
        f"/members?MaxResults={text}",
        f"/accounts?HubArn={text}",
        f"/tags/arn:aws:securityhub:{text}",
        f"/invitations?NextToken={text}",
        f"/members?{text}=1",
    ):
        answer = wire.ask("GET", target)
        assert answer.status in (200, 400, 404, 403), answer
        if answer.status != 200:
            assert answer.headers["x-amzn-ErrorType"] in (
                "InvalidInputException", "ResourceNotFoundException", "InvalidSignatureException"
            ), (target, answer)  # fmt: skip
            answer.check_error(answer.status, answer.headers["x-amzn-ErrorType"])


def test_a_query_of_any_form(wire):
    for query in (
        "",
        "&",
        "&&&",
        "=",
        "a",
        "a=b%3Dc",
        "MaxResults=5&MaxResults=5",
        "a=%20",
        "&" * 100,
        "a=b&" * 60,
        "x=" + "y" * 4000,
        "MaxResults=5#fragment",
    ):
        answer = wire.ask("GET", f"/members?{query}".split("#")[0])
        assert answer.status in (200, 400), (query, answer)
        if answer.status == 400:
            answer.check_error(400, "InvalidInputException")


def test_what_should_have_been_encoded_is_signed_as_if_it_were(wire):
    """Botocore leaves a URL as it is given: no client of AWS makes these."""
    for query in ("==", "a=b=c", "?", "a=+", "a=[]", "a=%7E", "a={}", "a=b,c"):
        wire.ask("GET", f"/members?{query}").check_error(403, "InvalidSignatureException")


def test_a_query_that_nobody_would_sort(wire):
    for query in ("&" * 5000, "a=b&" * 2000):
        answer = wire.ask("GET", f"/members?{query}")
        answer.check_error(403, "IncompleteSignatureException")


def test_dots_and_slashes_in_an_arn_are_not_a_path(wire):
    for tail in ("..", "../../accounts", "a//b", "./x", "%2e%2e%2faccounts", "a?b"):
        answer = wire.ask("GET", f"/tags/arn:aws:securityhub:us-east-1:1:{tail}")
        assert answer.status in (404, 403), answer
        answer.check_error(answer.status, answer.headers["x-amzn-ErrorType"])

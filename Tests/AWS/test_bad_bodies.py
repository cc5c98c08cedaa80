"""Bodies that are not what they should be (spec 5.4): each has its code, none is a fault of ours, none hangs."""

import json

import pytest

NOT_JSON = {
    "half": b'{"AccountIds":["111111111111"]',
    "a word": b"hello",
    "two documents": b"{}{}",
    "a trailing comma": b'{"AccountIds":["111111111111",]}',
    "single quotes": b"{'AccountIds':[]}",
    "no quotes": b"{AccountIds:[]}",
    "a comment": b'{"AccountIds":["1"]/* */}',
    "not UTF-8": b'{"AccountIds":["\xff\xfe"]}',
    "UTF-16": '{"AccountIds":["1"]}'.encode("utf-16"),
    "half a surrogate": rb'{"AccountIds":["\ud800"]}',
    "a raw newline in a string": b'{"AccountIds":["1\n"]}',
    "a bad escape": rb'{"AccountIds":["\x31"]}',
    "NaN": b'{"AccountIds":[NaN]}',
    "a leading zero": b'{"AccountIds":[01]}',
    "a form": b"AccountIds=111111111111",
    "zeros": bytes(100),
    "an array": b'["111111111111"]',
    "a string": b'"111111111111"',
    "null": b"null",
    "a number": b"12",
    "nested deeply": b'{"AccountIds":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested deeply, without an end": b'{"a":' * 200_000,
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_no_json_object(body, wire):
    wire.ask("POST", "/members/get", body).check_error(400, "SerializationException")


WRONG_TYPES = [
    ("POST", "/members", {"AccountDetails": "111111111111"}),
    ("POST", "/members", {"AccountDetails": {"AccountId": "111111111111"}}),
    ("POST", "/members", {"AccountDetails": ["111111111111"]}),
    ("POST", "/members", {"AccountDetails": [None]}),
    ("POST", "/members", {"AccountDetails": [{"AccountId": 111111111111}]}),
    ("POST", "/members", {"AccountDetails": [{"AccountId": ["111111111111"]}]}),
    ("POST", "/members", {"AccountDetails": [{"AccountId": "111111111111", "Email": 5}]}),
    ("POST", "/members", {"AccountDetails": [{"AccountId": "111111111111", "Email": {"a": "b"}}]}),
    ("POST", "/members/get", {"AccountIds": "111111111111"}),
    ("POST", "/members/get", {"AccountIds": [111111111111]}),
    ("POST", "/members/get", {"AccountIds": [["111111111111"]]}),
    ("POST", "/members/get", {"AccountIds": {"0": "111111111111"}}),
    ("POST", "/members/get", {"AccountIds": [None]}),
    ("POST", "/members/get", {"AccountIds": [True]}),
    ("POST", "/members/invite", {"AccountIds": 1e300}),
    ("POST", "/master", {"MasterId": 111111111111, "InvitationId": "a"}),
    ("POST", "/master", {"MasterId": "111111111111", "InvitationId": {}}),
    ("POST", "/administrator", {"AdministratorId": False, "InvitationId": "a"}),
    ("POST", "/accounts", {"Tags": ["a"]}),
    ("POST", "/accounts", {"Tags": {"a": 1}}),
    ("POST", "/accounts", {"EnableDefaultStandards": "true"}),
    ("POST", "/accounts", {"ControlFindingGenerator": 1}),
    ("PATCH", "/accounts", {"AutoEnableControls": "false"}),
    ("PATCH", "/accounts", {"AutoEnableControls": 1}),
    ("POST", "/organization/configuration", {"AutoEnable": "no"}),
    ("POST", "/organization/admin/enable", {"AdminAccountId": 111111111111}),
    ("POST", "/tags/arn:aws:securityhub:us-east-1:111111111111:hub%2Fdefault", {"Tags": [{"Key": "a", "Value": "b"}]}),
]


@pytest.mark.parametrize("method, path, body", WRONG_TYPES, ids=lambda value: str(value)[:60])
def test_wrong_types(method, path, body, wire):
    wire.ask_json(method, path, body).check_error(400, "InvalidInputException")


REQUIRED = {
    "/members": "AccountDetails", "/members/get": "AccountIds", "/members/invite": "AccountIds",
    "/members/disassociate": "AccountIds", "/members/delete": "AccountIds", "/invitations/decline": "AccountIds",
    "/invitations/delete": "AccountIds", "/master": "MasterId", "/administrator": "AdministratorId",
    "/organization/admin/enable": "AdminAccountId", "/organization/admin/disable": "AdminAccountId",
    "/organization/configuration": "AutoEnable",
    "/tags/arn:aws:securityhub:us-east-1:111111111111:hub%2Fdefault": "Tags",
}  # fmt: skip


@pytest.mark.parametrize("path", REQUIRED)
def test_an_empty_body_is_an_empty_object(path, wire):
    for body in (b"", b"{}", b" \r\n\t{ } ", json.dumps({REQUIRED[path]: None}).encode()):
        wire.ask("POST", path, body).check_error(400, "InvalidInputException", REQUIRED[path])


def test_a_body_where_none_is_expected(wire):
    wire.ask("GET", "/accounts", b"{}").check_success()
    wire.ask("POST", "/master/disassociate", b'{"a":1}').check_error(404, "ResourceNotFoundException")


def test_keys_given_twice_have_one_meaning(wire):
    """Which of them counts is not written anywhere; that both sides of a check see the same is what matters."""
    twice = b'{"AccountIds":["000000000001"],"AccountIds":["000000000002"]}'
    answers = [wire.ask("POST", "/members/get", twice) for _ in range(3)]
    assert len({answer.status for answer in answers}) == 1
    if answers[0].status == 200:
        assert len(answers[0].json["UnprocessedAccounts"]) == 1
    else:
        answers[0].check_error(400, answers[0].headers["x-amzn-ErrorType"])
        assert answers[0].headers["x-amzn-ErrorType"] in ("SerializationException", "InvalidInputException")


def test_strings_of_any_character_come_back_or_are_refused(wire):
    for text in ("\0", "a\0b", "\u202e", "\ufeff1", "😀" * 16, "\x7f", "../..", "%s%n", "<!--", "\\", '"'):
        answer = wire.ask_json("POST", "/members/get", {"AccountIds": [text]})
        if answer.status == 200:
            assert answer.check_success()["UnprocessedAccounts"][0]["AccountId"] == text
        else:
            answer.check_error(400, "InvalidInputException")


@pytest.mark.parametrize("type", ["text/plain", "application/x-amz-json-1.1", "application/xml", "", "x" * 4000])
def test_what_a_body_is_called_does_not_matter(type, wire):
    body = b'{"AccountIds":["000000000001"]}'
    wire.ask("POST", "/members/get", body, {"Content-Type": type} if type else {}).check_success()


def test_large_bodies(wire):
    filler = b" " * (9 << 20)
    wire.ask("POST", "/members/get", b'{"AccountIds":["000000000001"]}' + filler).check_success()
    too_large = b" " * (10 << 20) + b"{}"
    for connection in ("close", "keep-alive"):
        answer = wire.ask("POST", "/members/get", too_large, {"Connection": connection})
        answer.check_error(413, "RequestEntityTooLargeException")


def test_a_stranger_with_a_large_body_is_told_so_at_once(wire):
    for connection in ("close", "keep-alive"):
        answer = wire.send("POST", "/members/get", b" " * (9 << 20), {"Connection": connection})
        answer.check_error(403, "MissingAuthenticationTokenException")


def test_more_than_the_daemon_takes_in_a_frame(wire):
    body = {"AccountIds": ["1" * (6 << 20)]}
    answer = wire.ask_json("POST", "/members/get", body)
    assert answer.status in (400, 413), answer
    answer.check_error(
        answer.status, "RequestEntityTooLargeException" if answer.status == 413 else "InvalidInputException"
    )
    many = {"AccountIds": ["x" * 20] * 300_000}
    answer = wire.ask_json("POST", "/members/get", many)
    assert answer.status in (400, 413), answer
    answer.check_error(
        answer.status, "RequestEntityTooLargeException" if answer.status == 413 else "InvalidInputException"
    )

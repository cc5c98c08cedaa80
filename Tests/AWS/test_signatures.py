"""Who signs how: the refusals of spec 5.4, header and query alike, and that nothing unsigned can slip in."""

import datetime
import re

import pytest
from support.raw import Wire

PEOPLE = "The security token included in the request is invalid."


def ago(**difference):
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**difference)


def test_without_any(wire):
    answer = wire.send("GET", "/accounts")
    assert "Missing Authentication Token" in answer.check_error(403, "MissingAuthenticationTokenException")


def test_unknown_key(wire):
    answer = wire.ask("GET", "/accounts", key="AKIAUNKNOWN")
    assert answer.check_error(403, "UnrecognizedClientException").startswith(PEOPLE)


def test_wrong_secret(wire):
    wire.ask("GET", "/accounts", secret="wrong").check_error(403, "InvalidSignatureException")


def test_a_session_token_that_nobody_gave(wire):
    wire.ask("GET", "/accounts", token="token").check_error(403, "UnrecognizedClientException")


@pytest.mark.parametrize("minutes, word", [(6, "expired"), (60 * 24 * 365, "expired"), (-6, "not yet current")])
def test_dates_too_far_off(minutes, word, wire):
    answer = wire.ask("GET", "/accounts", moment=ago(minutes=minutes))
    answer.check_error(403, "InvalidSignatureException", word)


@pytest.mark.parametrize("minutes", [4, -4])
def test_dates_near_enough(minutes, wire):
    wire.ask("GET", "/accounts", moment=ago(minutes=minutes)).check_success()


@pytest.mark.parametrize("service", ["s3", "sts", "SecurityHub", "iam"])
def test_signed_for_another_service(service, wire):
    wire.ask("GET", "/accounts", service=service).check_error(403, "InvalidSignatureException")


def test_the_region_is_the_one_that_was_signed(wire):
    wire.ask("GET", "/accounts", region="eu-west-3").check_error(401, "InvalidAccessException")
    for region in ("EU-WEST-1", "r" * 33, "eu_west", "é"):
        answer = wire.ask("GET", "/accounts", region=region)
        assert answer.status in (400, 403), answer
        answer.check_error(answer.status, answer.headers["x-amzn-ErrorType"])


TAMPERING = {
    "method": lambda method, target, body, headers: ("PATCH", target, body, headers),
    "path": lambda method, target, body, headers: (method, "/members/delete", body, headers),
    "query": lambda method, target, body, headers: (method, target + "?a=b", body, headers),
    "body": lambda method, target, body, headers: (method, target, body + b" ", headers),
    "date": lambda method, target, body, headers: (
        method, target, body, headers | {"X-Amz-Date": ago(seconds=5).strftime("%Y%m%dT%H%M%SZ")}),
    "signed header": lambda method, target, body, headers: (method, target, body, headers | {"X-Mine": "2"}),
    "host": lambda method, target, body, headers: (method, target, body, headers | {"Host": "other.example"}),
    "region": lambda method, target, body, headers: (
        method, target, body,
        headers | {"Authorization": headers["Authorization"].replace("us-east-1", "us-east-2")}),
    "signature": lambda method, target, body, headers: (
        method, target, body,
        headers | {"Authorization": re.sub("Signature=.", "Signature=z", headers["Authorization"])}),
    "signature cut off": lambda method, target, body, headers: (
        method, target, body, headers | {"Authorization": headers["Authorization"][:-1]}),
    "signature in capitals": lambda method, target, body, headers: (
        method, target, body,
        headers | {"Authorization": re.sub("Signature=.*", lambda m: m[0][:10] + m[0][10:].upper(),
                                           headers["Authorization"])}),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERING)
def test_tampered_with(what, wire):
    body = b'{"AccountIds":["000000000001"]}'
    headers = wire.signed("POST", "/members/get", body, {"X-Mine": "1", "Content-Type": "application/json"})
    wire.send("POST", "/members/get", body, headers).check_success()
    method, target, body, headers = TAMPERING[what]("POST", "/members/get", body, headers)
    answer = wire.send(method, target, body, headers)
    if what == "method":
        answer.check_error(404, "UnknownOperationException")
        return
    assert answer.headers["x-amzn-ErrorType"] in ("InvalidSignatureException", "IncompleteSignatureException"), answer
    answer.check_error(403, answer.headers["x-amzn-ErrorType"])


def test_another_accounts_key_under_this_signature(wire, account):
    headers = wire.signed("GET", "/accounts")
    headers["Authorization"] = headers["Authorization"].replace(wire.account.key, account().key)
    wire.send("GET", "/accounts", b"", headers).check_error(403, "InvalidSignatureException")


MALFORMED = [
    "", " ", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ", "Basic dXNlcjpwYXNz", "Bearer x", "AWS key:signature",
    "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=x",
    "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;;, Signature=", "AWS4-ECDSA-P256-SHA256 Credential=a",
    "AWS4-HMAC-SHA256 " + "Credential=" * 1000, "AWS4-HMAC-SHA256 " + "," * 3000, "\x01", "=" * 500,
]  # fmt: skip


@pytest.mark.parametrize("text", MALFORMED, ids=lambda value: repr(value[:24]))
def test_malformed(text, wire):
    headers = wire.signed("GET", "/accounts") | {"Authorization": text}
    answer = wire.send("GET", "/accounts", b"", headers)
    if text == "\x01":
        answer.check_error(400, "SerializationException", "HTTP")
        return
    assert answer.headers["x-amzn-ErrorType"] in (
        "IncompleteSignatureException", "MissingAuthenticationTokenException"
    ), answer  # fmt: skip
    answer.check_error(403, answer.headers["x-amzn-ErrorType"])


@pytest.mark.parametrize("part", ["Credential", "SignedHeaders", "Signature"])
def test_each_part_is_needed(part, wire):
    headers = wire.signed("GET", "/accounts")
    headers["Authorization"] = re.sub(rf"{part}=[^,]*(, )?", "", headers["Authorization"])
    wire.send("GET", "/accounts", b"", headers).check_error(403, "IncompleteSignatureException")


def test_a_date_is_needed(wire):
    headers = wire.signed("GET", "/accounts")
    del headers["X-Amz-Date"]
    wire.send("GET", "/accounts", b"", headers).check_error(403, "IncompleteSignatureException")


@pytest.mark.parametrize("ending", ["aws4_reques", "AWS4_REQUEST", "x"])
def test_a_scope_ends_as_it_must(ending, wire):
    headers = wire.signed("GET", "/accounts")
    headers["Authorization"] = headers["Authorization"].replace("aws4_request", ending)
    wire.send("GET", "/accounts", b"", headers).check_error(403, "IncompleteSignatureException")


def test_the_host_must_be_signed(wire):
    headers = wire.signed("GET", "/accounts")
    headers["Authorization"] = headers["Authorization"].replace("SignedHeaders=host;", "SignedHeaders=")
    answer = wire.send("GET", "/accounts", b"", headers)
    assert answer.status == 403, answer


def test_presigned(wire):
    wire.send("GET", wire.presigned("GET", "/accounts")).check_success()
    wire.send("GET", wire.presigned("GET", "/members?OnlyAssociated=false&MaxResults=5")).check_success()
    late = wire.presigned("GET", "/accounts", expires=10, moment=ago(seconds=30))
    wire.send("GET", late).check_error(403, "InvalidSignatureException", "expired")
    early = wire.presigned("GET", "/accounts", moment=ago(minutes=-10))
    wire.send("GET", early).check_error(403, "InvalidSignatureException")
    wire.send("DELETE", wire.presigned("GET", "/accounts")).check_error(403, "InvalidSignatureException")
    wire.send("GET", wire.presigned("GET", "/accounts", secret="wrong")).check_error(403, "InvalidSignatureException")
    wire.send("GET", wire.presigned("GET", "/accounts", key="AKIAWRONG")).check_error(
        403, "UnrecognizedClientException"
    )
    wire.send("GET", wire.presigned("GET", "/accounts") + "&a=b").check_error(403, "InvalidSignatureException")
    for part in ("X-Amz-Signature", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires"):
        without = re.sub(rf"{part}=[^&]*&?", "", wire.presigned("GET", "/accounts"))
        assert wire.send("GET", without).status == 403, part


def test_odd_bytes_are_signed_the_same_way_at_both_ends(stack, hub):
    """What botocore encodes twice, sorts and trims is what the gateway must encode, sort and trim."""
    wire = Wire(hub())
    arn = f"arn:aws:securityhub:us-east-1:{wire.account}:hub/default"
    for target in (
        f"/tags/{arn}", f"/tags/{arn.replace('/', '%2F')}", "/members?b=2&a=1&a=0&A=3", "/members?a",
        "/members?a=~&b=-_.", "/members?x=%E2%82%AC", "/members?x=a%20b", "/members?x=%2B",
    ):  # fmt: skip
        wire.ask("GET", target).check_success()
    wire.ask("GET", "/members", headers={"X-Mine": "  a   b  "}).check_success()

"""STS GetCallerIdentity, for Terraform and for people who ask who they are (D23)."""

import xml.etree.ElementTree as ElementTree

import pytest
from botocore.exceptions import ClientError
from support.raw import Wire

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
QUESTION = "Action=GetCallerIdentity&Version=2011-06-15"


def test_who_am_i(account):
    caller = account()
    identity = caller.client("sts").get_caller_identity()
    assert identity["Account"] == caller.id
    assert identity["Arn"].startswith("arn:aws:") and f":{caller}:" in identity["Arn"]
    assert identity["UserId"]


def test_the_answer_is_the_usual_document(account):
    wire = Wire(account())
    answer = wire.ask("POST", "/", QUESTION, FORM, service="sts")
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/xml"), answer
    assert answer.headers["x-amzn-RequestId"]
    root = ElementTree.fromstring(answer.body)
    name = "{https://sts.amazonaws.com/doc/2011-06-15/}"
    assert root.tag == f"{name}GetCallerIdentityResponse"
    assert root.findtext(f"{name}GetCallerIdentityResult/{name}Account") == wire.account.id
    assert root.findtext(f"{name}ResponseMetadata/{name}RequestId") == answer.headers["x-amzn-RequestId"]


def test_it_is_signed_for_its_own_service(account):
    caller = account()
    for service, wrong in (("securityhub", "sts"), ("sts", "securityhub")):
        method, target, body = ("POST", "/", QUESTION) if service == "sts" else ("GET", "/members", "")
        answer = Wire(caller).ask(method, target, body, FORM, service=wrong)
        assert answer.status == 403, answer
    assert Wire(caller).ask("POST", "/", QUESTION, FORM, service="sts", secret="wrong").status == 403
    assert Wire(caller).send("POST", "/", QUESTION.encode(), FORM).status == 403


def test_refusals_are_read_by_an_sdk(account):
    with pytest.raises(ClientError) as caught:
        account().client("sts", secret="wrong").get_caller_identity()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert caught.value.response["Error"]["Code"] in ("SignatureDoesNotMatch", "InvalidSignatureException")
    with pytest.raises(ClientError) as caught:
        account().client("sts").get_session_token()
    assert 400 <= caught.value.response["ResponseMetadata"]["HTTPStatusCode"] < 500

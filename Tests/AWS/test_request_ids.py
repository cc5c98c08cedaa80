"""One id leads from an answer to the gateway's log and to the daemon's audit line."""

import uuid

from support.account import refused
from support.raw import Wire
from support.stack import await_that


def id_of(answer):
    return answer["ResponseMetadata"]["RequestId"]


def line_with(process, id):
    """Logs are written by a thread of their own: soon, not at once."""
    return await_that(lambda: next((line for line in process.text().splitlines() if id in line), None), process.text)


def test_a_change_can_be_followed(stack, account):
    caller = account()
    id = id_of(caller.hub.enable_security_hub())
    uuid.UUID(id)
    audit = line_with(stack.daemon, id)
    assert "audit" in audit and "EnableSecurityHub done" in audit and caller.id in audit
    line_with(stack.gateway, id)


def test_a_refusal_can_be_followed(stack, hub):
    caller = hub()
    with refused("ResourceConflictException") as caught:
        caller.enable()
    id = id_of(caught.value.response)
    audit = line_with(stack.daemon, id)
    assert "EnableSecurityHub refused" in audit and caller.id in audit
    line_with(stack.gateway, id)


def test_every_answer_has_its_own(wire):
    answers = [
        wire.ask("GET", "/accounts"),
        wire.ask("GET", "/accounts"),
        wire.send("GET", "/accounts"),
        wire.send("GET", "/nowhere"),
        wire.ask("POST", "/members", b"x"),
        wire.ask("GET", "/accounts", key="x"),
    ]
    assert len({answer.headers["x-amzn-RequestId"] for answer in answers}) == len(answers)


def test_nobody_chooses_it_for_us(stack, account):
    chosen = str(uuid.uuid4())
    wire = Wire(account())
    answer = wire.ask("POST", "/accounts", headers={"x-amzn-RequestId": chosen, "X-Amzn-Trace-Id": "a\\nb"})
    answer.check_success()
    assert answer.headers["x-amzn-RequestId"] != chosen


def test_secrets_are_in_no_log(stack, hub):
    caller = hub()
    with refused("InvalidSignatureException"):
        caller.client(secret="hunter2hunter2").describe_hub()
    id = id_of(caller.hub.update_security_hub_configuration(AutoEnableControls=False))
    line_with(stack.daemon, id)
    for process in (stack.gateway, stack.daemon):
        text = process.text()
        assert caller.secret not in text and "hunter2" not in text and "Signature=" not in text

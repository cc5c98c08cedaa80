"""The daemon goes away and comes back; the gateway stays, says so, and goes on (spec 5.4)."""

import signal
import threading

from support.account import refused
from support.raw import Wire
from support.stack import await_that


def test_while_the_daemon_is_down(own_stack, account):
    stack = own_stack()
    caller = account(of=stack).enable()
    assert (stack.health("/healthz"), stack.health("/readyz")) == (200, 200)
    for _ in range(2):
        stack.daemon.stop()
        await_that(lambda: stack.health("/readyz") == 503, stack.describe)
        assert stack.health("/healthz") == 200
        Wire(caller).ask("GET", "/accounts").check_error(503, "ServiceUnavailable")
        Wire(caller).ask_json("POST", "/members/get", {"AccountIds": ["1"]}).check_error(503, "ServiceUnavailable")
        # What needs no daemon is answered as ever, and who asks is looked at before.
        Wire(caller).ask("GET", "/nowhere").check_error(404, "UnknownOperationException")
        Wire(caller).ask("GET", "/accounts", secret="wrong").check_error(403, "InvalidSignatureException")
        assert caller.client("sts").get_caller_identity()["Account"] == caller.id
        stack.start_daemon()
        await_that(lambda: stack.health("/readyz") == 200, stack.describe)
        with refused("InvalidAccessException", 401):  # It kept its state in memory only.
            caller.hub.describe_hub()
        caller.enable()
        caller.hub.describe_hub()


def test_a_killed_daemon_is_noticed_too(own_stack, account):
    stack = own_stack()
    caller = account(of=stack).enable()
    stack.daemon.stop(signal.SIGKILL)
    Wire(caller).ask("GET", "/accounts").check_error(503, "ServiceUnavailable")
    stack.start_daemon()
    await_that(lambda: stack.health("/readyz") == 200, stack.describe)
    caller.enable()


def test_an_sdk_outlasts_a_short_outage(own_stack, account):
    """503 is what SDKs ask again for, without being told."""
    stack = own_stack()
    caller = account(of=stack)
    stack.daemon.stop()
    client = caller.client(retries={"mode": "standard", "max_attempts": 12})
    outcome = []
    asking = threading.Thread(target=lambda: outcome.append(client.enable_security_hub()))
    asking.start()
    await_that(lambda: caller.sent["EnableSecurityHub"] >= 2)
    stack.start_daemon()
    asking.join(60)
    assert outcome and caller.sent["EnableSecurityHub"] > 2
    assert caller.hub.describe_hub()["HubArn"]


def test_a_gateway_may_start_first(own_stack, account):
    stack = own_stack()
    caller = account(of=stack)
    stack.gateway.stop()
    stack.daemon.stop()
    stack.start_gateway()
    await_that(lambda: stack.health("/healthz") == 200, stack.describe)
    assert stack.health("/readyz") == 503
    stack.start_daemon()
    await_that(lambda: stack.health("/readyz") == 200, stack.describe)
    caller.enable()

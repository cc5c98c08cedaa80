"""Who may be who: the credentials file, its reload, and doing without one."""

import os
import signal
import subprocess

import pytest
from support.account import refused
from support.raw import Wire
from support.stack import Credentials, await_that, free_port


def test_a_reload_lets_in_and_shuts_out(own_stack, account):
    stack = own_stack()
    credentials = stack.credentials
    staying, leaving, changing, coming = (account(of=stack) for _ in range(4))
    held_back = credentials.secrets.pop(coming.id)
    credentials.write()
    reload(stack, lambda: identity(coming, held_back).status == 403)
    credentials.secrets[coming.id] = held_back
    del credentials.secrets[leaving.id]
    old, credentials.secrets[changing.id] = credentials.secrets[changing.id], "another-secret"
    credentials.write()
    reload(stack, lambda: identity(coming, held_back).status == 200)
    staying.client("sts").get_caller_identity()
    changing.client("sts").get_caller_identity()
    with refused("UnrecognizedClientException", 403):
        leaving.client(secret="anything").describe_hub()
    with refused("InvalidSignatureException", 403):
        changing.client(secret=old).describe_hub()


def identity(account, secret):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = "Action=GetCallerIdentity&Version=2011-06-15"
    return Wire(account).ask("POST", "/", body, form, service="sts", secret=secret)


def reload(stack, done):
    stack.gateway.child.send_signal(signal.SIGHUP)
    await_that(done, stack.describe)


def test_a_file_that_is_wrong_changes_nothing(own_stack, account):
    stack = own_stack()
    caller = account(of=stack).enable()
    length = len(stack.gateway.text())
    stack.credentials.path.write_text("[not an account]\naws_access_key_id = x\n")
    stack.gateway.child.send_signal(signal.SIGHUP)
    await_that(lambda: len(stack.gateway.text()) > length, stack.describe)
    caller.hub.describe_hub()
    assert stack.gateway.child.poll() is None


def test_a_session_token_is_part_of_the_credentials(own_stack, account):
    stack = own_stack()
    caller = account(of=stack)
    stack.credentials.tokens[caller.id] = "a+token/with=odd~characters"
    stack.credentials.write()
    wire = Wire(caller)
    reload(stack, lambda: wire.ask("GET", "/accounts").status == 403)
    right = caller.client(token="a+token/with=odd~characters")
    right.enable_security_hub()
    right.describe_hub()
    for wrong in (None, "another"):
        with refused("UnrecognizedClientException", 403):
            caller.client(token=wrong).describe_hub()


def run(programs, *arguments):
    return subprocess.run(
        [programs / "muster-gateway", "--listen", f"127.0.0.1:{free_port()}", "--socket", "/nonexistent", *arguments],
        capture_output=True, text=True, timeout=20,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[1]\naws_access_key_id = a\naws_secret_access_key = b\n",
        "[111111111111]\naws_access_key_id = a\n",
        "[111111111111]\naws_secret_access_key = a\n",
        "nonsense\n",
        "[111111111111]\naws_access_key_id = a\naws_secret_access_key = b\n"
        "[222222222222]\naws_access_key_id = a\naws_secret_access_key = c\n",
    ],
    ids=["no account", "no secret", "no key", "nonsense", "one key for two"],
)
def test_a_file_that_is_wrong_at_the_start(text, stack, tmp_path):
    file = tmp_path / "credentials"
    file.write_text(text)
    file.chmod(0o600)
    ended = run(stack.programs, "--credentials", file)
    assert ended.returncode != 0 and str(file) in ended.stderr


def test_a_file_that_others_may_read_is_refused(stack, tmp_path):
    credentials = Credentials(tmp_path / "credentials", 1)
    for mode in (0o640, 0o604):
        os.chmod(credentials.path, mode)
        ended = run(stack.programs, "--credentials", credentials.path)
        assert ended.returncode != 0 and str(credentials.path) in ended.stderr


@pytest.mark.parametrize("arguments", [(), ("--insecure-any-signature", "--credentials", "/dev/null")])
def test_one_way_to_trust_is_chosen(arguments, stack):
    assert run(stack.programs, *arguments).returncode != 0


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]"])
def test_trusting_anyone_stays_on_this_host(host, stack):
    ended = run(stack.programs, "--listen", f"{host}:{free_port()}", "--insecure-any-signature")
    assert ended.returncode != 0 and "loopback" in ended.stderr.lower()


def test_any_signature(own_stack, account):
    stack = own_stack(insecure=True)
    caller = account(of=stack)
    caller.client(secret="whatever").enable_security_hub()
    assert caller.hub.describe_hub()["HubArn"].split(":")[4] == caller.id
    assert caller.client("sts", secret="other").get_caller_identity()["Account"] == caller.id
    with refused("UnrecognizedClientException", 403):
        caller.client(key="AKIAIOSFODNN7EXAMPLE").describe_hub()
    Wire(caller).send("GET", "/accounts").check_error(403, "MissingAuthenticationTokenException")
    assert caller.hub.describe_hub()["HubArn"].split(":")[3] == "us-east-1"

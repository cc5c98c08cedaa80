"""What every proof stands on: one daemon and one gateway for the whole run, and accounts that no other test uses."""

import os
import pathlib

import pytest
from support.account import Account
from support.raw import Wire
from support.stack import Stack

# boto3 looks at the host's own set-up unless it is told where to look.
for name in list(os.environ):
    if name.startswith("AWS_"):
        del os.environ[name]
os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


def programs():
    """Where musterd and muster-gateway are: run.sh says it."""
    place = pathlib.Path(os.environ.get("MUSTER_BIN", ""))
    for program in ("musterd", "muster-gateway"):
        if not os.access(place / program, os.X_OK):
            pytest.exit(f"MUSTER_BIN={place}: {program} is not there; run `make aws`", returncode=2)
    return place


@pytest.fixture(scope="session")
def stack():
    stack = Stack(programs()).start()
    yield stack
    # Whatever the tests sent, both still serve, end cleanly when asked to, and have nothing to say of a fault of ours.
    assert stack.health("/readyz") == 200, stack.describe()
    logs = stack.gateway.text(), stack.daemon.text()
    assert stack.stop() == [0, 0]
    for log in logs:
        assert "Fatal error" not in log


@pytest.fixture
def own_stack():
    """Stacks for tests that stop, restart or configure one; few accounts, and nobody else's."""
    started = []

    def start(**settings):
        stack = Stack(programs(), accounts=20, **settings)
        started.append(stack)
        return stack.start()

    yield start
    for stack in started:
        stack.stop()


@pytest.fixture
def account(stack):
    """A new account at each call; without a hub."""

    def make(generation="new", of=stack, region="us-east-1"):
        return Account(of, next(of.credentials.unused), region, generation)

    return make


@pytest.fixture
def stranger(stack):
    """The id of an account that nobody owns, at each call."""
    return lambda: f"{next(stack.credentials.strangers):012d}"


@pytest.fixture
def hub(account):
    """A new account with a hub, at each call."""
    return lambda *arguments, **named: account(*arguments, **named).enable()


@pytest.fixture(params=["old", "new"])
def generation(request):
    return request.param


@pytest.fixture
def pair(hub, generation):
    """An administrator and a member to be, both with a hub; the member speaks either generation of names."""
    return hub(), hub(generation)


@pytest.fixture
def wire(stack, account):
    """HTTP by hand, for an account with a hub."""
    return Wire(account().enable())

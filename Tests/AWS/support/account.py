"""An account of a test: its clients, how many requests they sent, and its steps of the handshake."""

import collections
import functools

import botocore.session
import pytest
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = "us-east-1"


@functools.cache
def sdk():
    """One session for all: it reads the service model once. Nothing of the host's own set-up takes part."""
    return Session(botocore_session=botocore.session.get_session())


class Account:
    def __init__(self, stack, id, region=REGION, generation="new"):
        self.stack, self.id, self.region, self.generation = stack, id, region, generation
        self.sent = collections.Counter()
        self.hub = self.client()

    def __str__(self):
        return self.id

    @property
    def secret(self):
        return self.stack.credentials.secrets[self.id]

    @property
    def key(self):
        return self.id if self.stack.insecure else self.stack.credentials.key(self.id)

    def client(self, service="securityhub", region=None, secret=None, key=None, token=None, **config):
        """A client of boto3; `sent` counts its requests by operation, retries included."""
        config.setdefault("connect_timeout", 10)
        config.setdefault("read_timeout", 30)
        client = sdk().client(
            service,
            region_name=region or self.region,
            endpoint_url=self.stack.endpoint,
            aws_access_key_id=key or self.key,
            aws_secret_access_key=secret or self.secret,
            aws_session_token=token,
            config=Config(**config),
        )
        client.meta.events.register("before-send", self.count)
        return client

    def count(self, request, event_name, **_):
        self.sent[event_name.rsplit(".", 1)[-1]] += 1

    def elsewhere(self, region):
        return Account(self.stack, self.id, region, self.generation)

    def speaking(self, generation):
        return Account(self.stack, self.id, self.region, generation)

    # The steps of the handshake, in either generation of names.

    def enable(self):
        self.hub.enable_security_hub()
        return self

    def create(self, *members):
        return self.hub.create_members(AccountDetails=[{"AccountId": str(member)} for member in members])

    def invite(self, *members):
        return self.hub.invite_members(AccountIds=[str(member) for member in members])

    def invitation(self, administrator):
        [found] = [each for each in self.invitations() if each["AccountId"] == str(administrator)]
        return found

    def invitations(self):
        return self.hub.list_invitations()["Invitations"]

    def accept(self, administrator, invitation=None):
        invitation = invitation or self.invitation(administrator)["InvitationId"]
        if self.generation == "old":
            return self.hub.accept_invitation(MasterId=str(administrator), InvitationId=invitation)
        return self.hub.accept_administrator_invitation(AdministratorId=str(administrator), InvitationId=invitation)

    def administrator(self):
        """What it is told, and that both generations are told the same."""
        old = self.hub.get_master_account()
        new = self.hub.get_administrator_account()
        assert old.get("Master") == new.get("Administrator")
        answer, field = (old, "Master") if self.generation == "old" else (new, "Administrator")
        assert set(answer) <= {field, "ResponseMetadata"}
        return answer.get(field)

    def leave(self):
        if self.generation == "old":
            return self.hub.disassociate_from_master_account()
        return self.hub.disassociate_from_administrator_account()

    def members(self):
        """All of its roster, by account."""
        listed = self.hub.list_members(OnlyAssociated=False)["Members"]
        return {member["AccountId"]: member for member in listed}

    def status_of(self, member):
        row = self.members().get(str(member))
        return row and row["MemberStatus"]


def refused(code, status=None, message=None):
    """Expects an AWS error; the typed exception is asked for where it matters."""
    return _Refused(code, status, message)


class _Refused:
    def __init__(self, code, status, message):
        self.code, self.status, self.message = code, status, message
        self.raises = pytest.raises(ClientError)

    def __enter__(self):
        self.info = self.raises.__enter__()
        return self.info

    def __exit__(self, *about):
        suppress = self.raises.__exit__(*about)
        answer = self.info.value.response
        assert answer["Error"]["Code"] == self.code, answer
        assert answer["Error"]["Message"], answer
        if self.status:
            assert answer["ResponseMetadata"]["HTTPStatusCode"] == self.status, answer
        if self.message:
            assert self.message in answer["Error"]["Message"], answer
        return suppress


def fragments(answer):
    """Of an answer with UnprocessedAccounts: account and text, in the order given."""
    for each in answer["UnprocessedAccounts"]:
        assert set(each) == {"AccountId", "ProcessingResult"}
    return [(each["AccountId"], each["ProcessingResult"]) for each in answer["UnprocessedAccounts"]]


def only_rejection(answer, account, fragment):
    [(id, text)] = fragments(answer)
    assert id == str(account)
    assert fragment in text

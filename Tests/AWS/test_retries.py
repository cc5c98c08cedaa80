"""Clients try again only where that helps: requests are counted (spec 6.1)."""

import time

import pytest
from support.account import refused
from support.states import enabled

MODES = ["legacy", "standard", "adaptive"]


@pytest.fixture
def at_once(monkeypatch):
    """Retries without their pauses, which are of no interest here."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.mark.parametrize("mode", MODES)
def test_plain_rejections_are_asked_once(mode, pair, account):
    administrator, member = pair
    enabled(administrator, member)
    for caller in (administrator, member):
        caller.sent.clear()
    client = administrator.client(retries={"mode": mode})
    stranger = account()
    rejections = [
        ("ResourceConflictException", 409, client.enable_security_hub, {}),
        ("InvalidInputException", 400, client.disable_security_hub, {}),
        ("InvalidInputException", 400, client.get_members, {"AccountIds": []}),
        ("ResourceNotFoundException", 404, client.disassociate_members, {"AccountIds": ["000000000001"]}),
        ("ResourceNotFoundException", 404, client.disassociate_from_master_account, {}),
        ("ResourceNotFoundException", 404, client.describe_hub, {"HubArn": "arn:aws:securityhub:x:y:hub/default"}),
        ("AccessDeniedException", 403, client.list_organization_admin_accounts, {}),
        ("InvalidAccessException", 401, client.describe_organization_configuration, {}),
        ("UnknownOperationException", 404, client.get_insights, {}),
    ]
    for number, (code, status, operation, arguments) in enumerate(rejections, 1):
        with refused(code, status):
            operation(**arguments)
        assert sum(administrator.sent.values()) == number, code
    with refused("InvalidAccessException", 401):
        stranger.client(retries={"mode": mode}).list_members()
    assert stranger.sent == {"ListMembers": 1}
    for code, wrong in (
        ("InvalidSignatureException", {"secret": "wrong"}),
        ("UnrecognizedClientException", {"key": "AKIAWRONG"}),
    ):
        stranger.sent.clear()
        with refused(code, 403):
            stranger.client(retries={"mode": mode}, **wrong).list_members()
        assert stranger.sent == {"ListMembers": 1}


def test_a_full_roster_is_the_one_refusal_that_is_retried(own_stack, account, at_once):
    """D19: 429 is slow to surface with every SDK, so it is used where nothing at all was created, and nowhere else."""
    stack = own_stack(config="limits:\n  roster-rows: 3\n")
    administrator = account(of=stack).enable()
    answer = administrator.create("000000000001", "000000000002", "000000000003", "000000000004")
    [rejected] = answer["UnprocessedAccounts"]
    assert rejected["AccountId"] == "000000000004"
    assert "maximum number of allowed members" in rejected["ProcessingResult"]
    administrator.sent.clear()
    with refused("LimitExceededException", 429) as caught:
        administrator.create("000000000004", "000000000001")
    assert isinstance(caught.value, administrator.hub.exceptions.LimitExceededException)
    assert administrator.sent == {"CreateMembers": 5}
    administrator.sent.clear()
    assert len(administrator.create("000000000001", "nonsense")["UnprocessedAccounts"]) == 2
    assert administrator.sent == {"CreateMembers": 1}
    administrator.hub.delete_members(AccountIds=["000000000001"])
    assert administrator.create("000000000004")["UnprocessedAccounts"] == []

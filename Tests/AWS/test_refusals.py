"""What rejects a whole request (spec 3.4, 3.5), each by the exception that the service model knows."""

import pytest
from support.account import refused
from support.states import created, enabled, invited, seen

HUB_NEEDED = {
    "accept_invitation": {"MasterId": "111111111111", "InvitationId": "a" * 32},
    "accept_administrator_invitation": {"AdministratorId": "111111111111", "InvitationId": "a" * 32},
    "create_members": {"AccountDetails": [{"AccountId": "111111111111"}]},
    "decline_invitations": {"AccountIds": ["111111111111"]},
    "delete_invitations": {"AccountIds": ["111111111111"]},
    "delete_members": {"AccountIds": ["111111111111"]},
    "describe_hub": {},
    "describe_organization_configuration": {},
    "disable_security_hub": {},
    "disassociate_from_administrator_account": {},
    "disassociate_from_master_account": {},
    "disassociate_members": {"AccountIds": ["111111111111"]},
    "get_administrator_account": {},
    "get_invitations_count": {},
    "get_master_account": {},
    "get_members": {"AccountIds": ["111111111111"]},
    "invite_members": {"AccountIds": ["111111111111"]},
    "list_invitations": {},
    "list_members": {},
    "update_organization_configuration": {"AutoEnable": False},
    "update_security_hub_configuration": {"AutoEnableControls": False},
}


@pytest.mark.parametrize("operation", HUB_NEEDED)
def test_without_a_hub(operation, account):
    caller = account()
    with refused("InvalidAccessException", 401) as caught:
        getattr(caller.hub, operation)(**HUB_NEEDED[operation])
    assert isinstance(caught.value, caller.hub.exceptions.InvalidAccessException)
    message = caught.value.response["Error"]["Message"]
    assert message == f"Account {caller} is not subscribed to AWS Security Hub"
    assert sum(caller.sent.values()) == 1


BLANK = [{"AccountIds": []}, {"AccountIds": [""]}, {"AccountIds": ["111111111111", "  "]}]
BLANK += [{"AccountIds": ["111111111111"] * 1001}, {"AccountIds": ["1" * 65]}]


@pytest.mark.parametrize("arguments", BLANK, ids=["none", "empty", "blank", "1001", "65 bytes"])
@pytest.mark.parametrize(
    "operation",
    [
        "get_members",
        "invite_members",
        "disassociate_members",
        "delete_members",
        "decline_invitations",
        "delete_invitations",
    ],
)
def test_lists_of_accounts_outside_their_bounds(operation, arguments, stack, hub):
    caller = hub()
    with refused("InvalidInputException", 400, "AccountIds") as caught:
        getattr(caller.hub, operation)(**arguments)
    assert isinstance(caught.value, caller.hub.exceptions.InvalidInputException)


def test_details_outside_their_bounds(hub):
    caller = hub()
    for details in (
        [],
        [{"AccountId": f"{number:012d}"} for number in range(51)],
        [{"AccountId": "111111111111", "Email": ""}],
        [{"AccountId": "111111111111", "Email": " \t"}],
        [{"AccountId": "111111111111", "Email": "x" * 1025}],
        [{"AccountId": "  "}],
        [{"AccountId": "1" * 65}],
        [{"AccountId": "111111111111"}, {}],
    ):
        with refused("InvalidInputException", 400, "AccountDetails"):
            caller.client(parameter_validation=False).create_members(AccountDetails=details)
    assert caller.members() == {}
    assert caller.create(*[f"{number:012d}" for number in range(50)])["UnprocessedAccounts"] == []


def test_an_invitation_that_is_not_there(pair, hub):
    administrator, member = pair
    invited(administrator, member)
    mine, foreign = member.invitation(administrator)["InvitationId"], hub()
    invited(foreign, member)
    attempts = [(foreign, mine), (administrator, member.invitation(foreign)["InvitationId"]), (member, mine)]
    attempts += [(administrator, mine.upper()), (administrator, mine + "0"), ("nonsense", mine), (hub(), mine)]
    for other, invitation in attempts:
        with refused("ResourceNotFoundException", 404) as caught:
            member.accept(other, invitation)
        assert isinstance(caught.value, member.hub.exceptions.ResourceNotFoundException)
    with refused("ResourceNotFoundException", 404):
        foreign.accept(administrator, mine)
    assert seen(administrator, member) == "Invited"


def test_a_member_has_one_administrator(pair, hub):
    administrator, member = pair
    second = hub()
    invited(second, member)
    enabled(administrator, member)
    with refused("InvalidInputException", 400):
        member.accept(second)
    assert second.status_of(member) == "Invited"


def test_an_administrator_joins_nobody(pair, hub):
    administrator, member = pair
    enabled(administrator, member)
    second = hub()
    invited(second, administrator)
    with refused("InvalidInputException", 400):
        administrator.accept(second)
    with refused("InvalidInputException", 400):
        administrator.speaking("old").accept(second)


def test_nobody_joins_a_member(pair, hub):
    administrator, member = pair
    third = hub()
    invited(member, third)
    enabled(administrator, member)
    with refused("InvalidInputException", 400):
        third.accept(member)


def test_rows_of_ones_own_do_not_keep_from_joining(pair, hub):
    administrator, member = pair
    created(member, hub())
    invited(member, administrator)
    enabled(administrator, member)
    assert seen(administrator, member) == "Enabled"
    with refused("InvalidInputException", 400):
        administrator.accept(member)


def test_disassociating_is_all_or_nothing(pair, stranger):
    administrator, member = pair
    enabled(administrator, member)
    unknown = stranger()
    with refused("ResourceNotFoundException", 404, unknown):
        administrator.hub.disassociate_members(AccountIds=[member.id, unknown])
    assert seen(administrator, member) == "Enabled"


def test_hubs_with_an_association_stay(pair):
    administrator, member = pair
    enabled(administrator, member)
    with refused("InvalidInputException", 400, "Member account cannot disable Security Hub"):
        member.hub.disable_security_hub()
    with refused("InvalidInputException", 400) as caught:
        administrator.hub.disable_security_hub()
    message = caught.value.response["Error"]["Message"]
    assert message.startswith("Cannot disable Security Hub on the Security Hub administrator")
    assert seen(administrator, member) == "Enabled"
    assert sum(administrator.sent[each] for each in ("DisableSecurityHub",)) == 1


def test_disabling_drops_what_was_sent_and_keeps_what_was_received(pair):
    administrator, member = pair
    invited(administrator, member)
    invitation = member.invitation(administrator)["InvitationId"]
    member.hub.disable_security_hub()
    assert administrator.status_of(member) == "Invited"
    member.enable()
    assert member.invitation(administrator)["InvitationId"] == invitation
    administrator.hub.disable_security_hub()
    assert member.invitations() == []
    administrator.enable()
    assert administrator.members() == {}

"""What the scripts that people have do here what they do with AWS (spec 6.1)."""

import pytest
from support.flows import clean_up, disable_everywhere, enable_everywhere, ensure_member, statuses
from support.states import created, enabled, invited, removed, resigned_with_invitation


@pytest.fixture
def organization(account):
    return account(), [account() for _ in range(5)]


def test_enabling_and_disabling_everywhere_and_again(organization):
    administrator, members = organization
    clients = {member.id: member.hub for member in members}
    for _ in range(2):
        enable_everywhere(administrator.hub, clients)
        enable_everywhere(administrator.hub, clients)  # The same again is no failure.
        assert statuses(administrator.hub) == {account: "Enabled" for account in clients}
        disable_everywhere(administrator.hub, clients)
        assert [clean_up(each.hub) for each in (administrator, *members)] == ["not enabled"] * 6


def test_enabling_goes_on_from_anywhere(organization):
    administrator, members = organization
    for each in (administrator, *members):
        each.enable()
    for reach, member in zip((created, invited, enabled), members):
        reach(administrator, member)
    enable_everywhere(administrator.hub, {member.id: member.hub for member in members})
    assert set(statuses(administrator.hub).values()) == {"Enabled"}


def test_disabling_goes_on_from_anywhere(organization):
    administrator, members = organization
    for each in (administrator, *members):
        each.enable()
    for reach, member in zip((created, invited, enabled, resigned_with_invitation, removed), members):
        reach(administrator, member)
    disable_everywhere(administrator.hub, {member.id: member.hub for member in members})


def test_cleaning_up(organization):
    administrator, members = organization
    assert clean_up(administrator.hub) == "not enabled"
    for each in (administrator, *members):
        each.enable()
    enabled(administrator, members[0])
    invited(administrator, members[1])
    assert clean_up(members[0].hub) == "cannot disable"
    assert clean_up(members[2].hub) == "disabled"
    assert clean_up(administrator.hub) == "disabled"
    assert members[0].hub.get_master_account().get("Master") is None
    assert clean_up(members[0].hub) == "disabled"


def test_a_resource_that_ensures_membership(organization):
    administrator, (member, taken, *_) = organization
    administrator.enable()
    for _ in range(3):
        ensure_member(administrator.hub, member.id)
    member.enable().accept(administrator)
    ensure_member(administrator.hub, member.id)
    rival = taken.enable()
    with pytest.raises(RuntimeError, match="already an associated member of another master account"):
        ensure_member(rival.hub, member.id)
    with pytest.raises(RuntimeError, match="an account cannot become a member of itself"):
        ensure_member(administrator.hub, administrator.id)

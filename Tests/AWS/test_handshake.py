"""The handshake from the first call to the last, in each generation of names and in a mixture of both."""

from support.account import refused
from support.states import enabled, seen


def test_happy_path(account, generation):
    administrator = account().enable()
    member = account(generation)
    assert administrator.create(member)["UnprocessedAccounts"] == []
    assert administrator.status_of(member) == "Created"
    assert administrator.invite(member)["UnprocessedAccounts"] == []
    member.enable()  # Only now: an invitation needs no hub.
    assert seen(administrator, member) == "Invited"
    member.accept(administrator)
    assert seen(administrator, member) == "Enabled"
    administrator.hub.disassociate_members(AccountIds=[member.id])
    assert seen(administrator, member) == "Removed"
    assert administrator.hub.delete_members(AccountIds=[member.id])["UnprocessedAccounts"] == []
    assert seen(administrator, member) == "no row"
    member.hub.disable_security_hub()
    administrator.hub.disable_security_hub()


def test_what_one_generation_joined_the_other_parts(pair):
    administrator, member = pair
    enabled(administrator, member)
    member.speaking("old" if member.generation == "new" else "new").leave()
    assert seen(administrator, member) == "Resigned + invitation"


def test_each_accept_takes_its_own_field_only(pair, wire):
    administrator, member = pair
    administrator.create(member)
    administrator.invite(member)
    invitation = member.invitation(administrator)["InvitationId"]
    path, wrong = ("/master", "AdministratorId") if member.generation == "old" else ("/administrator", "MasterId")
    wire.account = member
    wire.ask_json("POST", path, {wrong: administrator.id, "InvitationId": invitation}).check_error(
        400, "InvalidInputException", "MasterId" if member.generation == "old" else "AdministratorId"
    )
    assert seen(administrator, member) == "Invited"


def test_accepting_twice_is_one_acceptance(pair):
    administrator, member = pair
    enabled(administrator, member)
    invitation = member.administrator()["InvitationId"]
    before = administrator.members()
    member.accept(administrator, invitation)
    member.speaking("old" if member.generation == "new" else "new").accept(administrator, invitation)
    assert administrator.members() == before


def test_whoever_left_may_come_back_with_the_same_invitation(pair):
    administrator, member = pair
    enabled(administrator, member)
    invitation = member.administrator()["InvitationId"]
    member.leave()
    member.accept(administrator, invitation)
    assert seen(administrator, member) == "Enabled"
    assert member.administrator()["InvitationId"] == invitation


def test_a_new_invitation_kills_the_old_one(pair):
    administrator, member = pair
    enabled(administrator, member)
    old = member.administrator()["InvitationId"]
    administrator.hub.disassociate_members(AccountIds=[member.id])
    administrator.invite(member)
    new = member.invitation(administrator)["InvitationId"]
    assert new != old
    with refused("ResourceNotFoundException", 404):
        member.accept(administrator, old)
    member.accept(administrator, new)
    assert seen(administrator, member) == "Enabled"


def test_deleted_and_created_again_starts_afresh(pair):
    administrator, member = pair
    enabled(administrator, member)
    administrator.hub.disassociate_members(AccountIds=[member.id])
    assert "InvitedAt" in administrator.members()[member.id]  # Kept by removal.
    administrator.hub.delete_members(AccountIds=[member.id])
    administrator.create(member)
    assert "InvitedAt" not in administrator.members()[member.id]


def test_withdrawing_an_invitation_leaves_no_trace_of_it(pair):
    administrator, member = pair
    administrator.create(member)
    administrator.invite(member)
    invitation = member.invitation(administrator)["InvitationId"]
    assert administrator.hub.delete_invitations(AccountIds=[member.id])["UnprocessedAccounts"] == []
    assert "InvitedAt" not in administrator.members()[member.id]
    with refused("ResourceNotFoundException", 404):
        member.accept(administrator, invitation)
    assert seen(administrator, member) == "Created"


def test_regions_know_nothing_of_each_other(pair):
    administrator, member = pair
    enabled(administrator, member)
    there = administrator.elsewhere("eu-central-1")
    with refused("InvalidAccessException", 401):
        there.members()
    there.enable()
    assert there.members() == {}
    elsewhere = member.elsewhere("eu-central-1").enable()
    assert elsewhere.administrator() is None
    assert seen(administrator, member) == "Enabled"

"""The matrix of spec section 8: every operation in every state, in both generations of names, and both sides agree."""

import pytest
from support.account import only_rejection, refused
from support.states import REACH, seen

P1 = (
    "The request is rejected because the given account ID is already a member or associated member of the current "
    "account."
)
P8 = (
    "The request is rejected because the current account has already invited or is already the SecurityHub master of "
    "the given member account ID."
)
P9 = "the given account ID is not a member of the current account"
P11 = "cannot delete the given member account ID since it is still associated to it"
P12 = "does not have an invitation from"
P13 = P14 = "since it is still associated to it"
NOT_FOUND = 404
UNCHANGED = "="

OPERATIONS = {
    "CreateMembers": lambda a, m: a.create(m),
    "InviteMembers": lambda a, m: a.invite(m),
    "Accept": lambda a, m: m.accept(a, known_invitation(a, m)),
    "DeclineInvitations": lambda a, m: m.hub.decline_invitations(AccountIds=[a.id]),
    "DeleteInvitations by M": lambda a, m: m.hub.delete_invitations(AccountIds=[a.id]),
    "DeleteInvitations by A": lambda a, m: a.hub.delete_invitations(AccountIds=[m.id]),
    "DisassociateFrom": lambda a, m: m.leave(),
    "DisassociateMembers": lambda a, m: a.hub.disassociate_members(AccountIds=[m.id]),
    "DeleteMembers": lambda a, m: a.hub.delete_members(AccountIds=[m.id]),
}

COLUMNS = list(REACH)
R, N = "Resigned + invitation", "Resigned, none left"
# As the specification prints it, column by column: a state is the next one, a text a rejection of that account.
MATRIX = {
    "CreateMembers": ["Created", P1, P1, P1, P1, P1, P1],
    "InviteMembers": [P9, "Invited", P8, P8, "Invited", "Invited", "Invited"],
    "Accept": [404, 404, "Enabled", UNCHANGED, "Enabled", 404, 404],
    "DeclineInvitations": [P12, P12, R, P14, UNCHANGED, P12, P12],
    "DeleteInvitations by M": [P12, P12, N, P13, N, P12, P12],
    "DeleteInvitations by A": [P12, P12, "Created", P13, N, P12, P12],
    "DisassociateFrom": [404, 404, 404, R, 404, 404, 404],
    "DisassociateMembers": [404, "Removed", "Removed", "Removed", "Removed", "Removed", UNCHANGED],
    "DeleteMembers": [P9, "no row", "no row", P11, "no row", "no row", "no row"],
}


def known_invitation(administrator, member):
    """The invitation the member can see, or one that nobody ever sent."""
    seen = [each for each in member.invitations() if each["AccountId"] == administrator.id]
    return seen[0]["InvitationId"] if seen else "0123456789abcdef" * 2


def row_of(administrator, member):
    return administrator.members().get(member.id)


# Names differ for the member alone, and only here; every state is looked at in both (`seen`).
CALLS = [(operation, "new") for operation in OPERATIONS] + [("Accept", "old"), ("DisassociateFrom", "old")]


@pytest.mark.parametrize("state", COLUMNS)
@pytest.mark.parametrize(("operation", "generation"), CALLS)
def test_every_operation_in_every_state(operation, state, pair):
    administrator, member = pair
    REACH[state](administrator, member)
    assert seen(administrator, member) == state
    before = row_of(administrator, member)
    cell = MATRIX[operation][COLUMNS.index(state)]

    if cell == NOT_FOUND:
        with refused("ResourceNotFoundException", 404) as caught:
            OPERATIONS[operation](administrator, member)
        modelled = (administrator if operation == "DisassociateMembers" else member).hub.exceptions
        assert isinstance(caught.value, modelled.ResourceNotFoundException)
    else:
        answer = OPERATIONS[operation](administrator, member)
        if cell in REACH or cell == UNCHANGED:
            assert not answer.get("UnprocessedAccounts")
        else:
            other = administrator if operation in ("DeclineInvitations", "DeleteInvitations by M") else member
            only_rejection(answer, other, cell)
            if cell in (P1, P8):
                assert answer["UnprocessedAccounts"][0]["ProcessingResult"] == cell

    assert seen(administrator, member) == (cell if cell in REACH else state)
    after = row_of(administrator, member)
    if cell not in REACH:
        assert after == before
    if before and after:
        assert after["UpdatedAt"] >= before["UpdatedAt"]

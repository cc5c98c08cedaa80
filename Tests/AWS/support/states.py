"""The states of an account pair (the columns of spec section 8), reached as clients reach them, and how they look."""


def no_row(administrator, member):
    pass


def created(administrator, member):
    assert administrator.create(member)["UnprocessedAccounts"] == []


def invited(administrator, member):
    created(administrator, member)
    assert administrator.invite(member)["UnprocessedAccounts"] == []


def enabled(administrator, member):
    invited(administrator, member)
    member.accept(administrator)


def resigned_with_invitation(administrator, member):
    enabled(administrator, member)
    member.leave()


def resigned_without(administrator, member):
    invited(administrator, member)
    assert member.hub.delete_invitations(AccountIds=[administrator.id])["UnprocessedAccounts"] == []


def removed(administrator, member):
    enabled(administrator, member)
    administrator.hub.disassociate_members(AccountIds=[member.id])


REACH = {
    "no row": no_row,
    "Created": created,
    "Invited": invited,
    "Enabled": enabled,
    "Resigned + invitation": resigned_with_invitation,
    "Resigned, none left": resigned_without,
    "Removed": removed,
}


def seen(administrator, member):
    """Where the pair stands, told by every read of either side; fails where two of them disagree (spec 3.3)."""
    rows = administrator.members()
    row = rows.get(member.id)
    status = row and row["MemberStatus"]
    got = administrator.hub.get_members(AccountIds=[member.id])
    assert got["Members"] == ([row] if row else [])
    assert len(got["UnprocessedAccounts"]) == (0 if row else 1)
    if row:
        assert row["MasterId"] == row["AdministratorId"] == administrator.id
    associated = administrator.hub.list_members()["Members"]
    assert associated == [each for each in rows.values() if each["MemberStatus"] == "Enabled"]

    invitations = member.invitations()
    mine = [each for each in invitations if each["AccountId"] == administrator.id]
    current = member.administrator()
    assert (current is not None) == any(each["MemberStatus"] == "Enabled" for each in invitations)
    pending = [each for each in invitations if each["MemberStatus"] != "Enabled"]
    assert member.hub.get_invitations_count()["InvitationsCount"] == len(pending)
    assert [each["MemberStatus"] for each in mine] in ([], [status])
    assert (current is not None and current["AccountId"] == administrator.id) == (status == "Enabled")
    if status == "Enabled":
        assert mine == [current]

    if status is None:
        return "no row"
    if status == "Resigned":
        return "Resigned + invitation" if mine else "Resigned, none left"
    assert bool(mine) == (status in ("Invited", "Enabled"))
    return status

"""What rejects one account while the rest proceeds (spec 3.4), in request order, with the words clients search for."""

from support.account import fragments, only_rejection
from support.states import created, enabled, invited

P2 = "an account cannot become a member of itself"
P3 = "cannot create members since it is already an associated member of another master account"
P5 = "invalid or out-of-range value is specified as an input parameter"
P6 = "the current account cannot invite itself"
P7 = "cannot invite other accounts since it is already an associated member of another master account"
P9 = "the given account ID is not a member of the current account"
P10 = "the given account ID is already an associated member of another master account"
P12 = "does not have an invitation from"
ILL_FORMED = ["1", "12345678901", "1234567890123", "12345678901a", "١٢٣٤٥٦٧٨٩٠١٢", " 12345678901", "-12345678901"]


def check(answer, *expected):
    found = fragments(answer)
    assert [id for id, _ in found] == [str(id) for id, _ in expected]
    for (_, text), (_, fragment) in zip(found, expected):
        assert fragment in text


def test_a_mixed_request_is_judged_account_by_account_in_order(hub, stranger):
    administrator, known = hub(), hub()
    created(administrator, known)
    fresh = stranger()
    answer = administrator.create("nonsense", administrator, known, fresh, fresh)
    check(answer, ("nonsense", P5), (administrator, P2), (known, "already a member"), (fresh, "already a member"))
    assert administrator.status_of(fresh) == "Created"
    unknown = stranger()
    answer = administrator.invite(unknown, fresh, "nonsense", administrator, fresh, known)
    check(answer, (unknown, P9), ("nonsense", P5), (administrator, P6))
    assert administrator.status_of(fresh) == administrator.status_of(known) == "Invited"


def test_ill_formed_ids_come_back_as_they_were_sent(hub):
    administrator = hub()
    check(administrator.create(*ILL_FORMED), *[(id, P5) for id in ILL_FORMED])
    check(administrator.invite(*ILL_FORMED), *[(id, P5) for id in ILL_FORMED])
    check(administrator.hub.get_members(AccountIds=ILL_FORMED), *[(id, P9) for id in ILL_FORMED])
    check(administrator.hub.delete_members(AccountIds=ILL_FORMED), *[(id, P9) for id in ILL_FORMED])
    check(administrator.hub.decline_invitations(AccountIds=ILL_FORMED), *[(id, P12) for id in ILL_FORMED])
    check(administrator.hub.delete_invitations(AccountIds=ILL_FORMED), *[(id, P12) for id in ILL_FORMED])


def test_leading_zeros_are_part_of_an_id(hub):
    administrator = hub()
    for id in ("000000000001", "000000000010"):
        assert administrator.create(id)["UnprocessedAccounts"] == []
    assert list(administrator.members()) == ["000000000001", "000000000010"]


def test_a_member_neither_creates_nor_invites(pair, stranger):
    administrator, member = pair
    mine = stranger()
    member.create(mine)
    enabled(administrator, member)
    other = stranger()
    check(member.create(other, member, "x", mine), (other, P3), (member, P2), ("x", P5), (mine, P3))
    check(member.invite(mine, member, "x", other), (mine, P7), (member, P6), ("x", P5), (other, P7))
    assert list(member.members()) == [mine]


def test_who_is_taken_can_be_listed_but_not_invited(pair, hub):
    administrator, member = pair
    enabled(administrator, member)
    second = hub()
    assert second.create(member)["UnprocessedAccounts"] == []
    only_rejection(second.invite(member), member, P10)
    assert second.status_of(member) == "Created"


def test_an_id_given_twice_is_processed_once(pair):
    administrator, member = pair
    created(administrator, member)
    twice = [member.id, member.id]
    got = administrator.hub.get_members(AccountIds=twice)
    assert [each["AccountId"] for each in got["Members"]] == [member.id]
    assert administrator.hub.invite_members(AccountIds=twice)["UnprocessedAccounts"] == []
    assert member.hub.decline_invitations(AccountIds=[administrator.id] * 2)["UnprocessedAccounts"] == []
    assert administrator.hub.delete_members(AccountIds=twice)["UnprocessedAccounts"] == []
    only_rejection(administrator.hub.delete_members(AccountIds=twice), member, P9)


def test_members_come_in_the_order_asked_for(hub):
    administrator = hub()
    ids = ["000000000007", "000000000003", "000000000005"]
    administrator.create(*ids)
    got = administrator.hub.get_members(AccountIds=["000000000001", *ids])
    assert [each["AccountId"] for each in got["Members"]] == ids
    only_rejection(got, "000000000001", "not a member")


def test_deleting_invitations_works_from_either_end(hub):
    """D10: received goes before sent; without either, P12."""
    one, other = hub(), hub()
    invited(one, other)
    invited(other, one)
    assert one.hub.delete_invitations(AccountIds=[other.id])["UnprocessedAccounts"] == []
    assert (other.status_of(one), one.status_of(other)) == ("Resigned", "Invited")
    assert one.hub.delete_invitations(AccountIds=[other.id])["UnprocessedAccounts"] == []
    assert (other.status_of(one), one.status_of(other)) == ("Resigned", "Created")
    only_rejection(one.hub.delete_invitations(AccountIds=[other.id]), other, P12)
    only_rejection(one.hub.decline_invitations(AccountIds=[one.id]), one, P12)

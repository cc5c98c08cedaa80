"""Two at once: whatever comes first, both sides agree afterwards (spec 4.12)."""

from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import ClientError
from support.states import invited, seen


def at_once(*calls):
    """The code each came to, or OK."""

    def code(call):
        try:
            call()
            return "OK"
        except ClientError as error:
            return error.response["Error"]["Code"]

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(code, calls))


def test_of_two_accepted_at_once_one_wins(hub):
    for _ in range(8):
        member, *rivals = hub(), hub(), hub()
        for rival in rivals:
            invited(rival, member)
        invitations = [member.invitation(rival)["InvitationId"] for rival in rivals]
        codes = at_once(*(lambda r=r, i=i: member.accept(r, i) for r, i in zip(rivals, invitations)))
        assert sorted(codes) == ["InvalidInputException", "OK"]
        assert [seen(rival, member) for rival in rivals].count("Enabled") == 1


def test_who_invites_the_other_is_joined_once(hub):
    for _ in range(8):
        one, other = hub(), hub()
        invited(one, other)
        invited(other, one)
        ids = one.invitation(other)["InvitationId"], other.invitation(one)["InvitationId"]
        codes = at_once(lambda: one.accept(other, ids[0]), lambda: other.accept(one, ids[1]))
        assert sorted(codes) == ["InvalidInputException", "OK"]
        assert sorted([seen(one, other), seen(other, one)]) == ["Enabled", "Invited"]


def test_accepting_while_it_is_withdrawn(hub):
    for _ in range(8):
        administrator, member = hub(), hub()
        invited(administrator, member)
        invitation = member.invitation(administrator)["InvitationId"]
        accepted, removed = at_once(
            lambda: member.accept(administrator, invitation),
            lambda: administrator.hub.disassociate_members(AccountIds=[member.id]),
        )
        assert removed == "OK" and accepted in ("OK", "ResourceNotFoundException")
        assert seen(administrator, member) == "Removed"


def test_accepting_and_leaving_the_same_many_times_over(pair):
    administrator, member = pair
    invited(administrator, member)
    invitation = member.invitation(administrator)["InvitationId"]
    codes = at_once(*[lambda: member.accept(administrator, invitation)] * 8)
    assert codes == ["OK"] * 8
    codes = at_once(*[member.leave] * 8)
    assert sorted(codes) == ["OK"] + ["ResourceNotFoundException"] * 7
    assert seen(administrator, member) == "Resigned + invitation"


def test_creating_the_same_at_once_makes_one_row(hub):
    administrator, member = hub(), hub()
    answers = []
    at_once(*[lambda: answers.append(administrator.create(member))] * 8)
    assert sorted(len(answer["UnprocessedAccounts"]) for answer in answers) == [0] + [1] * 7
    assert seen(administrator, member) == "Created"


def test_a_crowd_joins_at_once(hub):
    administrator, members = hub(), [hub() for _ in range(16)]
    administrator.create(*members)
    administrator.invite(*members)
    assert at_once(*(lambda m=m: m.accept(administrator) for m in members)) == ["OK"] * 16
    assert {seen(administrator, member) for member in members} == {"Enabled"}

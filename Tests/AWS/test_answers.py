"""The form of answers: what is always there, what is left out, and how times are written (spec 4.2-4.7, 5.3)."""

import datetime
import re

from support.raw import Wire
from support.states import created, enabled, invited

WIRE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
LISTS = [
    ("POST", "/members", {"AccountDetails": [{"AccountId": "000000000001"}]}, "UnprocessedAccounts"),
    ("POST", "/members/invite", {"AccountIds": ["000000000001"]}, "UnprocessedAccounts"),
    ("POST", "/members/get", {"AccountIds": ["000000000001"]}, "UnprocessedAccounts"),
    ("POST", "/members/get", {"AccountIds": ["000000000002"]}, "Members"),
    ("GET", "/members", None, "Members"),
    ("POST", "/members/delete", {"AccountIds": ["000000000001"]}, "UnprocessedAccounts"),
    ("GET", "/invitations", None, "Invitations"),
]


def test_lists_are_there_when_they_are_empty(wire):
    for method, path, body, name in LISTS:
        answer = wire.ask_json(method, path, body) if body else wire.ask(method, path)
        assert answer.check_success()[name] == [], (method, path)


def test_what_has_no_output_answers_an_empty_object(account, hub):
    administrator, member = hub(), account()
    by_member, by_administrator = Wire(member), Wire(administrator)
    empty = [by_member.ask("POST", "/accounts")]
    invited(administrator, member)
    invitation = {"MasterId": administrator.id, "InvitationId": member.invitation(administrator)["InvitationId"]}
    empty.append(by_member.ask_json("POST", "/master", invitation))
    empty.append(by_member.ask("POST", "/master/disassociate"))
    empty.append(by_administrator.ask_json("POST", "/members/disassociate", {"AccountIds": [member.id]}))
    empty.append(by_member.ask_json("PATCH", "/accounts", {"AutoEnableControls": False}))
    empty.append(by_member.ask("GET", "/master"))
    empty.append(by_member.ask("GET", "/administrator"))
    empty.append(by_member.ask("DELETE", "/accounts"))
    assert [answer.check_success() for answer in empty] == [{}] * 8


def test_times_are_strings_of_milliseconds_and_datetimes_with_a_zone(pair):
    administrator, member = pair
    begun = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    enabled(administrator, member)
    row, invitation = administrator.members()[member.id], member.administrator()
    for time in (row["InvitedAt"], row["UpdatedAt"], invitation["InvitedAt"]):
        assert time.utcoffset() == datetime.timedelta(0)
        assert begun <= time <= datetime.datetime.now(datetime.timezone.utc)
    [sent] = Wire(administrator).ask("GET", "/members").check_success()["Members"]
    assert WIRE_TIME.fullmatch(sent["InvitedAt"]) and WIRE_TIME.fullmatch(sent["UpdatedAt"])
    [sent] = Wire(member).ask("GET", "/invitations").check_success()["Invitations"]
    assert WIRE_TIME.fullmatch(sent["InvitedAt"])
    assert WIRE_TIME.fullmatch(member.hub.describe_hub()["SubscribedAt"])


def test_a_row_and_an_invitation_have_exactly_these_members(pair):
    administrator, member = pair
    names = {"AccountId", "MasterId", "AdministratorId", "MemberStatus", "UpdatedAt"}
    created(administrator, member)
    assert set(administrator.members()[member.id]) == names
    administrator.invite(member)
    assert set(administrator.members()[member.id]) == names | {"InvitedAt"}
    member.accept(administrator)
    four = {"AccountId", "InvitationId", "InvitedAt", "MemberStatus"}
    assert set(member.administrator()) == set(member.invitation(administrator)) == four
    assert re.fullmatch("[0-9a-f]{32}", member.administrator()["InvitationId"])


def test_an_address_is_kept_byte_for_byte(hub):
    administrator = hub()
    given = {
        "000000000001": "Mixed.Case@Example.COM",
        "000000000002": "  kept spaces  ",
        "000000000003": 'quoted"\\/\b\f\n\r\t',
        "000000000004": "zß水🍌@例え.jp",
        "000000000005": "x" * 1024,
        "000000000006": "not an address",
        "000000000007": None,
        "000000000008": "\u2028 </script> \x7f",
    }
    details = [{"AccountId": id} | ({"Email": email} if email else {}) for id, email in given.items()]
    assert administrator.hub.create_members(AccountDetails=details)["UnprocessedAccounts"] == []
    rows = administrator.members()
    assert {id: row.get("Email") for id, row in rows.items()} == given
    assert "Email" not in rows["000000000007"]
    again = [{"AccountId": id, "Email": "other@example.com"} for id in given]
    assert len(administrator.hub.create_members(AccountDetails=again)["UnprocessedAccounts"]) == len(given)
    assert administrator.members() == rows


def test_unknown_fields_and_nulls_count_for_nothing(wire):
    body = {"AccountDetails": [{"AccountId": "000000000001", "Email": None, "More": {}}], "More": [1], "Tags": None}
    assert wire.ask_json("POST", "/members", body).check_success() == {"UnprocessedAccounts": []}
    [row] = wire.ask("GET", "/members?OnlyAssociated=false&More=1").check_success()["Members"]
    assert "Email" not in row
    assert wire.ask_json("PATCH", "/accounts", {"AutoEnableControls": None}).check_success() == {}


def test_an_x_amz_target_header_is_ignored(wire):
    answer = wire.ask("GET", "/accounts", headers={"X-Amz-Target": "SecurityHubAPIService.DisableSecurityHub"})
    assert "HubArn" in answer.check_success()

"""Pages: paginators, sizes, and tokens that belong to one question (spec 4.3, 4.4)."""

import pytest
from support.account import refused
from support.states import invited


@pytest.fixture
def roster(hub):
    """An administrator of 120 members, ids not in the order of creation."""
    administrator = hub()
    ids = [f"{(number * 7919) % 10007:012d}" for number in range(1, 121)]
    for start in range(0, 120, 40):
        assert administrator.create(*ids[start : start + 40])["UnprocessedAccounts"] == []
    return administrator, sorted(ids)


def ids_of(pages, name="Members"):
    return [each["AccountId"] for page in pages for each in page[name]]


def test_a_paginator_finds_everyone_once_in_order(roster):
    administrator, ids = roster
    paginator = administrator.hub.get_paginator("list_members")
    for size, count in ((None, 3), (50, 3), (40, 3), (7, 18), (1, 120)):
        pages = list(paginator.paginate(OnlyAssociated=False, PaginationConfig={"PageSize": size}))
        assert len(pages) == count, f"no empty trailing page, no page too small, at {size}"
        assert ids_of(pages) == ids
        assert all(page["NextToken"] for page in pages[:-1]) and "NextToken" not in pages[-1]
    items = {"MaxItems": 55, "PageSize": 20}
    assert ids_of(paginator.paginate(OnlyAssociated=False, PaginationConfig=items)) == ids[:55]


def test_two_of_three_then_one(hub):
    administrator = hub()
    assert administrator.hub.list_members()["Members"] == []
    administrator.create("000000000001", "000000000002", "000000000003")
    assert administrator.hub.list_members()["Members"] == [], "not one of them is associated"
    first = administrator.hub.list_members(OnlyAssociated=False, MaxResults=2)
    assert len(first["Members"]) == 2
    last = administrator.hub.list_members(OnlyAssociated=False, MaxResults=2, NextToken=first["NextToken"])
    assert ids_of([last]) == ["000000000003"] and "NextToken" not in last


def test_pages_survive_changes_between_them(roster):
    administrator, ids = roster
    first = administrator.hub.list_members(OnlyAssociated=False, MaxResults=50)
    administrator.hub.delete_members(AccountIds=[ids[0], ids[49], ids[50]])
    administrator.create("000000000000")
    rest = administrator.hub.list_members(OnlyAssociated=False, NextToken=first["NextToken"])
    assert ids_of([rest]) == ids[51:101]


def test_invitations_are_paged_in_the_order_of_their_senders(hub):
    member, senders = hub(), [hub() for _ in range(5)]
    for sender in reversed(senders):
        invited(sender, member)
    pages = list(member.hub.get_paginator("list_invitations").paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["Invitations"]) for page in pages] == [2, 2, 1]
    assert ids_of(pages, "Invitations") == sorted(sender.id for sender in senders)
    assert member.hub.get_invitations_count()["InvitationsCount"] == 5


@pytest.mark.parametrize("value", ["0", "51", "-1", "1.5", "ten", "%20", "1e1", "9" * 20, "%D9%A3"])
def test_sizes_outside_the_bounds(value, wire):
    for path in ("/members", "/invitations"):
        wire.ask("GET", f"{path}?MaxResults={value}").check_error(400, "InvalidInputException", "MaxResults")


@pytest.mark.parametrize("word", ["true", "TRUE", "True", "false", "False", "fAlSe"])
def test_booleans_of_any_case(word, wire):
    wire.ask("GET", f"/members?OnlyAssociated={word}").check_success()


@pytest.mark.parametrize("word", ["", "yes", "1", "0", "null", "truee", "%00"])
def test_other_words_are_not_booleans(word, wire):
    wire.ask("GET", f"/members?OnlyAssociated={word}").check_error(400, "InvalidInputException", "OnlyAssociated")


def test_an_empty_token_means_from_the_start(roster):
    administrator, ids = roster
    assert ids_of([administrator.hub.list_members(OnlyAssociated=False, NextToken="")]) == ids[:50]
    assert administrator.hub.list_invitations(NextToken="")["Invitations"] == []


def test_a_token_belongs_to_its_question(roster, hub):
    administrator, _ = roster
    token = administrator.hub.list_members(OnlyAssociated=False, MaxResults=5)["NextToken"]
    assert token.isascii() and all(each.isalnum() or each in "-_.~=" for each in token), "safe in a URL"
    other = hub()
    there = administrator.elsewhere("eu-west-1").enable()
    flipped = ("B" if token[0] != "B" else "C") + token[1:]
    attempts = [
        lambda: administrator.hub.list_members(NextToken=token),
        lambda: administrator.hub.list_members(OnlyAssociated=True, NextToken=token),
        lambda: administrator.hub.list_invitations(NextToken=token),
        lambda: other.hub.list_members(OnlyAssociated=False, NextToken=token),
        lambda: there.hub.list_members(OnlyAssociated=False, NextToken=token),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken=flipped),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken=token[:-1]),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken=token * 2),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken="50"),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken="x" * 513),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken="\0"),
        lambda: administrator.hub.list_members(OnlyAssociated=False, NextToken=" "),
    ]
    for attempt in attempts:
        with refused("InvalidInputException", 400, "NextToken"):
            attempt()
    administrator.hub.list_members(OnlyAssociated=False, NextToken=token)


def test_names_in_a_query_are_case_sensitive(wire):
    wire.ask("GET", "/members?maxresults=1000&onlyassociated=x&nexttoken=x").check_success()

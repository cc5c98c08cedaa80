"""What moto's tests ask of Security Hub about membership, and where AWS, and so Muster, differs (spec 6.3)."""

import pytest
from support.account import only_rejection, refused

THREE = ["000000000001", "000000000002", "000000000003"]


def test_a_hub_that_is_not_enabled(account):
    client = account().hub
    for operation in (client.describe_hub, client.disable_security_hub):
        with refused("InvalidAccessException", message="not subscribed"):
            operation()


def test_a_hub_that_is(hub):
    caller = hub()
    answer = caller.hub.describe_hub()
    assert answer["HubArn"] == f"arn:aws:securityhub:us-east-1:{caller}:hub/default"
    assert answer["SubscribedAt"]


def test_creating_members(hub):
    administrator = hub()
    assert administrator.create(*THREE)["UnprocessedAccounts"] == []
    again = administrator.create(THREE[0], "000000000004")
    assert [each["AccountId"] for each in again["UnprocessedAccounts"]] == THREE[:1]


def test_getting_members(hub):
    administrator = hub()
    administrator.create(*THREE)
    answer = administrator.hub.get_members(AccountIds=[THREE[0], "000000000009", THREE[1]])
    assert [each["AccountId"] for each in answer["Members"]] == THREE[:2]
    only_rejection(answer, "000000000009", "not a member")
    assert {each["AdministratorId"] for each in answer["Members"]} == {administrator.id}
    assert {each["MasterId"] for each in answer["Members"]} == {administrator.id}


@pytest.mark.parametrize("operation", ["get_administrator_account", "get_master_account"])
def test_the_administrator(operation, pair):
    administrator, member = pair
    name = "Master" if "master" in operation else "Administrator"
    assert name not in getattr(member.hub, operation)()
    administrator.create(member)
    administrator.invite(member)
    assert name not in getattr(member.hub, operation)()
    member.accept(administrator)
    found = getattr(member.hub, operation)()[name]
    assert found["AccountId"] == administrator.id and found["MemberStatus"] == "Enabled"
    assert found["InvitationId"] and found["InvitedAt"]


def test_where_moto_simplifies(hub, account):
    administrator, without = hub(), account()
    with refused("ResourceConflictException", 409):
        administrator.enable()
    administrator.create(*THREE)
    assert administrator.hub.list_members()["Members"] == []
    assert {row["MemberStatus"] for row in administrator.members().values()} == {"Created"}
    only_rejection(administrator.create(administrator), administrator, "an account cannot become a member of itself")
    for operation in (without.hub.get_administrator_account, without.hub.get_master_account):
        with refused("InvalidAccessException", 401):
            operation()
    with refused("InvalidInputException", 400):
        administrator.hub.list_members(NextToken="unknown")

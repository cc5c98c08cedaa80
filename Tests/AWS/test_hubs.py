"""Hub operations (spec 2.3) and ARNs (4.10, D22)."""

import pytest
from support.account import refused


def test_a_new_hub(account):
    caller = account()
    caller.enable()
    hub = caller.hub.describe_hub()
    assert hub["HubArn"] == f"arn:aws:securityhub:us-east-1:{caller}:hub/default"
    assert hub["AutoEnableControls"] is True
    assert hub["ControlFindingGenerator"] == "SECURITY_CONTROL"


def test_a_hub_as_it_was_asked_for(account):
    caller = account()
    caller.hub.enable_security_hub(
        Tags={"team": "security"}, EnableDefaultStandards=False, ControlFindingGenerator="STANDARD_CONTROL"
    )
    hub = caller.hub.describe_hub()
    assert hub["ControlFindingGenerator"] == "STANDARD_CONTROL"
    assert caller.hub.list_tags_for_resource(ResourceArn=hub["HubArn"])["Tags"] == {"team": "security"}


def test_enabling_twice_changes_nothing(account):
    caller = account()
    caller.hub.enable_security_hub(Tags={"a": "1"})
    before = caller.hub.describe_hub()
    with refused("ResourceConflictException", 409) as caught:
        caller.hub.enable_security_hub(Tags={"a": "2"}, ControlFindingGenerator="STANDARD_CONTROL")
    assert isinstance(caught.value, caller.hub.exceptions.ResourceConflictException)
    assert caught.value.response["Error"]["Message"] == "Account is already subscribed to Security Hub"
    after = caller.hub.describe_hub()
    assert (after["HubArn"], after["SubscribedAt"]) == (before["HubArn"], before["SubscribedAt"])
    assert after["ControlFindingGenerator"] == "SECURITY_CONTROL"
    assert caller.hub.list_tags_for_resource(ResourceArn=after["HubArn"])["Tags"] == {"a": "1"}


def test_settings_change_one_by_one(hub):
    caller = hub()
    caller.hub.update_security_hub_configuration(AutoEnableControls=False)
    caller.hub.update_security_hub_configuration(ControlFindingGenerator="STANDARD_CONTROL")
    caller.hub.update_security_hub_configuration()
    hub = caller.hub.describe_hub()
    assert (hub["AutoEnableControls"], hub["ControlFindingGenerator"]) == (False, "STANDARD_CONTROL")
    for wrong in ("", "standard_control", "OTHER"):
        with refused("InvalidInputException", 400, "ControlFindingGenerator"):
            caller.hub.update_security_hub_configuration(ControlFindingGenerator=wrong)


def test_disabling_forgets_settings_and_is_refused_twice(hub):
    caller = hub()
    caller.hub.update_security_hub_configuration(AutoEnableControls=False)
    caller.hub.disable_security_hub()
    with refused("InvalidAccessException", 401):
        caller.hub.disable_security_hub()
    caller.enable()
    assert caller.hub.describe_hub()["AutoEnableControls"] is True


def test_a_hub_is_described_by_its_own_arn_only(hub):
    caller, other = hub(), hub()
    own = caller.hub.describe_hub()["HubArn"]
    nameless = own.replace(caller.id, "")
    for arn in (own, nameless):
        assert caller.hub.describe_hub(HubArn=arn)["HubArn"] == own
    wrong = [own.replace(caller.id, other.id), own.replace("us-east-1", "eu-west-1"), own + "x", "x", own.upper()]
    wrong += [nameless.replace("us-east-1", "eu-west-1"), own.replace("arn:aws:", "arn:aws-cn:")]
    for arn in wrong:
        with refused("ResourceNotFoundException", 404) as caught:
            caller.hub.describe_hub(HubArn=arn)
        assert isinstance(caught.value, caller.hub.exceptions.ResourceNotFoundException)
    for blank in ("", "  "):
        with refused("InvalidInputException", 400, "HubArn"):
            caller.client(parameter_validation=False).describe_hub(HubArn=blank)


@pytest.mark.parametrize(
    "region, partition", [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("ap-southeast-2", "aws")]
)
def test_the_partition_follows_from_the_region(region, partition, hub):
    caller = hub(region=region)
    assert caller.hub.describe_hub()["HubArn"] == f"arn:{partition}:securityhub:{region}:{caller}:hub/default"

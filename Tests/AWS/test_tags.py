"""Tags of a hub, with the ARN in the path encoded as SDKs do and not at all (spec 2.6, 4.10)."""

import pytest
from support.account import refused
from support.raw import Wire


@pytest.fixture
def tagged(hub):
    caller = hub()
    return caller, caller.hub.describe_hub()["HubArn"]


def tags(caller, arn):
    return caller.hub.list_tags_for_resource(ResourceArn=arn)["Tags"]


def test_tags_are_merged_and_removed(tagged):
    caller, arn = tagged
    assert tags(caller, arn) == {}
    caller.hub.tag_resource(ResourceArn=arn, Tags={"a": "1", "b": ""})
    caller.hub.tag_resource(ResourceArn=arn, Tags={"b": "2", "x/y,z;9<=": "v w @ é"})
    assert tags(caller, arn) == {"a": "1", "b": "2", "x/y,z;9<=": "v w @ é"}
    caller.hub.untag_resource(ResourceArn=arn, TagKeys=["a", "unknown", "x/y,z;9<="])
    assert tags(caller, arn) == {"b": "2"}


def test_bounds_of_tags(tagged):
    caller, arn = tagged
    lax = caller.client(parameter_validation=False)
    wrong = [{}, {"": "v"}, {"k" * 129: "v"}, {"k": "v" * 257}, {"aws:k": "v"}, {"a b": "v"}, {"a@b": "v"}, {"é": "v"}]
    for each in [*wrong, {f"k{number}": "v" for number in range(51)}]:
        with refused("InvalidInputException", 400) as caught:
            lax.tag_resource(ResourceArn=arn, Tags=each)
        assert isinstance(caught.value, lax.exceptions.InvalidInputException)
    caller.hub.tag_resource(ResourceArn=arn, Tags={"k" * 128: "v" * 256})
    caller.hub.tag_resource(ResourceArn=arn, Tags={f"k{number}": "v" for number in range(49)})
    with refused("InvalidInputException", 400):
        caller.hub.tag_resource(ResourceArn=arn, Tags={"one-more": "v"})
    assert len(tags(caller, arn)) == 50
    with refused("InvalidInputException", 400):
        lax.untag_resource(ResourceArn=arn, TagKeys=[])
    with refused("InvalidInputException", 400):
        caller.hub.untag_resource(ResourceArn=arn, TagKeys=[f"k{number}" for number in range(51)])


def test_whose_tags(tagged, hub, account):
    caller, arn = tagged
    for other in (hub().hub.describe_hub()["HubArn"], arn.replace("us-east-1", "eu-west-1"), arn + "/x"):
        for attempt in (
            lambda: tags(caller, other),
            lambda: caller.hub.tag_resource(ResourceArn=other, Tags={"a": "1"}),
            lambda: caller.hub.untag_resource(ResourceArn=other, TagKeys=["a"]),
        ):
            with refused("ResourceNotFoundException", 404):
                attempt()
    with refused("InvalidInputException", 400):
        tags(caller, "arn:aws:s3:::bucket")
    without = account()
    with refused("ResourceNotFoundException", 404):
        tags(without, f"arn:aws:securityhub:us-east-1:{without}:hub/default")


def test_an_arn_in_a_path_however_it_is_written(tagged):
    caller, arn = tagged
    caller.hub.tag_resource(ResourceArn=arn, Tags={"a": "1"})
    wire = Wire(caller)
    whole = "".join(f"%{byte:02x}" for byte in arn.encode())
    for form in (arn, arn.replace(":", "%3A").replace("/", "%2F"), arn.replace(":", "%3a"), whole):
        assert wire.ask("GET", f"/tags/{form}").check_success() == {"Tags": {"a": "1"}}, form
    wire.ask_json("POST", f"/tags/{arn}", {"Tags": {"b": "2"}}).check_success()
    wire.ask("DELETE", f"/tags/{arn}?tagKeys=a&tagKeys=b").check_success()
    assert tags(caller, arn) == {}
    wire.ask("DELETE", f"/tags/{arn}?TagKeys=a").check_error(400, "InvalidInputException")
    wire.ask("DELETE", f"/tags/{arn}").check_error(400, "InvalidInputException")


def test_a_plus_in_a_query_is_a_plus(tagged):
    caller, arn = tagged
    caller.hub.tag_resource(ResourceArn=arn, Tags={"a+b": "1", "ab": "2"})
    caller.hub.untag_resource(ResourceArn=arn, TagKeys=["a+b"])
    assert tags(caller, arn) == {"ab": "2"}

"""Every operation of botocore's model is either served or refused by name; the list of those served is written down."""

from botocore import xform_name
from support.account import refused
from support.model import MODEL, SERVED
from support.raw import Wire


def placeholders(shape):
    """The least that a request can be built from: what the path needs."""
    return {name: "x" for name, member in shape.members.items() if member.serialization.get("location") == "uri"}


def test_what_is_not_served_says_which_it_is(hub):
    caller = hub()
    client = caller.client(parameter_validation=False)
    assert SERVED < set(MODEL.operation_names)
    for name in sorted(set(MODEL.operation_names) - SERVED):
        shape = MODEL.operation_model(name).input_shape
        with refused("UnknownOperationException", 404, name):
            getattr(client, xform_name(name))(**(placeholders(shape) if shape else {}))
    assert all(count == 1 for count in caller.sent.values())


def test_nothing_is_said_to_be_served_that_is_not(account):
    """An unsigned request is answered by its route: 403 where there is one, 404 where not (D21)."""
    wire = Wire(account())
    for name in SERVED:
        http = MODEL.operation_model(name).http
        wire.send(http["method"], http["requestUri"].replace("{ResourceArn}", "arn:aws:securityhub:x")).check_error(
            403, "MissingAuthenticationTokenException"
        )

"""Every operation with inputs drawn from botocore's own model: a 200 that parses, or an error that is written down."""

import json
import os
import random

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError, ParamValidationError
from support.account import Account
from support.model import MODEL, SERVED
from support.raw import Wire
from support.shapes import Shapes
from support.states import enabled, invited, seen

# The statuses of the specification's own table (2.2, 5.4). An InvalidInput for a call that does not model it is
# written down too (3.5).
DOCUMENTED = {
    "InvalidInputException": 400, "InvalidAccessException": 401, "AccessDeniedException": 403,
    "ResourceNotFoundException": 404, "ResourceConflictException": 409, "LimitExceededException": 429,
    "UnknownOperationException": 404, "SerializationException": 400, "RequestEntityTooLargeException": 413,
}  # fmt: skip
ROUNDS = int(os.environ.get("MUSTER_FUZZ_ROUNDS", "20"))
SEED = int(os.environ.get("MUSTER_FUZZ_SEED", "0")) or random.randrange(1, 2**31)


@pytest.fixture(scope="module")
def family(stack):
    """Accounts with a past, so that calls meet rows of several kinds."""
    ids = [next(stack.credentials.unused) for _ in range(4)]
    administrator, member, guest, lonely = (Account(stack, id) for id in ids)
    for each in (administrator, member, guest):
        each.enable()
    enabled(administrator, member)
    invited(administrator, guest)
    return [administrator, member, guest, lonely]


@pytest.mark.parametrize("operation", MODEL.operation_names)
def test_any_input(operation, family):
    seed = f"{SEED}/{operation}"
    dice = random.Random(seed)
    shapes, model = Shapes(dice), MODEL.operation_model(operation)
    rounds = ROUNDS if operation in SERVED else 3
    clients = [each.client(parameter_validation=False, retries={"max_attempts": 0}, read_timeout=15) for each in family]
    for round in range(rounds if model.input_shape and model.input_shape.members else 1):
        arguments = shapes.value(model.input_shape) if model.input_shape else {}
        told = f"MUSTER_FUZZ_SEED={SEED}: {operation} round {round}: {arguments!r}"[:3000]
        try:
            answer = getattr(dice.choice(clients), xform_name(operation))(**arguments)
        except ClientError as error:
            check(error.response, operation, told)
        except (ParamValidationError, TypeError, ValueError, AttributeError):
            continue  # Not even botocore could write that down.
        else:
            assert operation in SERVED and answer["ResponseMetadata"]["HTTPStatusCode"] == 200, told


def check(response, operation, told):
    code, status = response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]
    assert DOCUMENTED.get(code) == status, (told, response)
    assert response["Error"]["Message"], told
    if operation not in SERVED:
        assert code == "UnknownOperationException", told
    elif code == "SerializationException":  # boto3 writes no bad JSON; but it writes more headers than HTTP takes.
        assert "too many header bytes" in response["Error"]["Message"], told
    elif code not in ("InvalidInputException", "AccessDeniedException", "InvalidAccessException"):
        modelled = {shape.name for shape in MODEL.operation_model(operation).error_shapes}
        assert code in modelled, (told, response)


@pytest.mark.parametrize("operation", sorted(SERVED))
def test_any_json(operation, family):
    """The same with values of the wrong kind, which no SDK would write."""
    dice = random.Random(f"{SEED}/{operation}/json")
    shapes, model = Shapes(dice), MODEL.operation_model(operation)
    target = model.http["requestUri"].replace("{ResourceArn}", "arn:aws:securityhub:us-east-1:1:x")
    for round in range(ROUNDS):
        body = shapes.wrong(shapes.value(model.input_shape) if model.input_shape else {})
        told = f"MUSTER_FUZZ_SEED={SEED}: {operation} round {round}: {body!r}"[:3000]
        answer = Wire(dice.choice(family)).ask(model.http["method"], target, json.dumps(body))
        assert answer is not None, told
        if answer.status == 200:
            answer.check_success()
        else:
            code = answer.headers["x-amzn-ErrorType"]
            assert DOCUMENTED.get(code) == answer.status, (told, answer)
            answer.check_error(answer.status, code)


def test_afterwards_both_sides_still_agree(family):
    for administrator in family[:3]:
        for member in family[:3]:
            if administrator is not member:
                for each in (administrator, member):
                    try:
                        each.enable()
                    except each.hub.exceptions.ResourceConflictException:
                        pass
                seen(administrator, member)

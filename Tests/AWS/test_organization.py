"""No organization is configured, and clients are told so in the words they know (spec 3.6, D16)."""

import pytest
from support.account import refused

ADMIN = [
    ("enable_organization_admin_account", {"AdminAccountId": "111111111111"}),
    ("disable_organization_admin_account", {"AdminAccountId": "111111111111"}),
    ("list_organization_admin_accounts", {}),
]
CONFIGURATION = [
    ("describe_organization_configuration", {}),
    ("update_organization_configuration", {"AutoEnable": True, "AutoEnableStandards": "NONE"}),
]


@pytest.mark.parametrize("operation, arguments", ADMIN)
def test_nobody_is_in_an_organization(operation, arguments, account, hub):
    for caller in (account(), hub()):
        with refused("AccessDeniedException", 403, "Your account is not a member of an organization"):
            getattr(caller.hub, operation)(**arguments)


@pytest.mark.parametrize("operation, arguments", CONFIGURATION)
def test_nobody_administers_one(operation, arguments, hub):
    caller = hub()
    with refused("InvalidAccessException", 401) as caught:
        getattr(caller.hub, operation)(**arguments)
    message = caught.value.response["Error"]["Message"]
    assert message == f"Account {caller} is not an administrator for this organization"


def test_form_comes_first(hub):
    caller = hub()
    lax = caller.client(parameter_validation=False)
    for operation, arguments in (
        ("enable_organization_admin_account", {}),
        ("enable_organization_admin_account", {"AdminAccountId": " "}),
        ("enable_organization_admin_account", {"AdminAccountId": "111111111111", "Feature": "Other"}),
        ("list_organization_admin_accounts", {"MaxResults": 11}),
        ("list_organization_admin_accounts", {"MaxResults": 0}),
        ("update_organization_configuration", {}),
        ("update_organization_configuration", {"AutoEnable": True, "AutoEnableStandards": "SOME"}),
    ):
        with refused("InvalidInputException", 400):
            getattr(lax, operation)(**arguments)


def test_its_paginator(hub):
    with refused("AccessDeniedException", 403):
        list(hub().hub.get_paginator("list_organization_admin_accounts").paginate())

"""Scripts like those that people run against AWS, written anew from what is known of them (spec 6.1)."""

from botocore.exceptions import ClientError

ROUNDS = 20


def code_of(error):
    return error.response["Error"]["Code"]


def enable_everywhere(administrator, members, joined="Enabled"):
    """The multi-account enable script: each member is added, invited, and made to accept, by looking at its status."""
    for client in (administrator, *members.values()):
        try:
            client.enable_security_hub()
        except ClientError as error:
            if code_of(error) != "ResourceConflictException":
                raise
    roster = statuses(administrator)
    for account, client in members.items():
        if account not in roster:
            details = [{"AccountId": account, "Email": f"{account}@example.com"}]
            administrator.create_members(AccountDetails=details)
        for _ in range(ROUNDS):
            status = statuses(administrator).get(account)
            if status == joined:
                break
            if status == "Created":
                administrator.invite_members(AccountIds=[account])
            elif status == "Invited":
                invitation = client.list_invitations()["Invitations"][-1]
                client.accept_invitation(MasterId=invitation["AccountId"], InvitationId=invitation["InvitationId"])
        else:
            raise AssertionError(f"{account} never became {joined}: {statuses(administrator)}")


def statuses(administrator):
    """A loop over pages that sends an empty token first, as one of them does."""
    found, token = {}, ""
    while True:
        page = administrator.list_members(OnlyAssociated=False, MaxResults=2, NextToken=token)
        found |= {member["AccountId"]: member["MemberStatus"] for member in page["Members"]}
        token = page.get("NextToken")
        if not token:
            return found


def disable_everywhere(administrator, members):
    """Its counterpart: each member leaves, is removed and deleted, and disables; the administrator comes last."""
    for account, client in members.items():
        if client.get_master_account().get("Master"):
            client.disassociate_from_master_account()
        administrator.disassociate_members(AccountIds=[account])
        administrator.delete_members(AccountIds=[account])
        for _ in range(ROUNDS):
            if account not in statuses(administrator):
                break
        else:
            raise AssertionError(f"{account} does not go away")
        client.disable_security_hub()
    administrator.disable_security_hub()


def clean_up(client):
    """A cleanup tool: what there is of Security Hub in one account goes. Returns the word it would report."""
    try:
        client.describe_hub()
        members = client.list_members(OnlyAssociated=True)["Members"]
        if members:
            client.disassociate_members(AccountIds=[member["AccountId"] for member in members])
        client.disable_security_hub()
    except ClientError as error:
        return {
            "InvalidAccessException": "not enabled",
            "InvalidInputException": "cannot disable",
            "AccessDeniedException": "no permission",
        }[code_of(error)]
    return "disabled"


CREATE_EXCUSE = "given account ID is already a member or associated"
INVITE_EXCUSE = "because the current account has already invited or is already the SecurityHub"


def ensure_member(client, account):
    """A helper behind a CloudFormation resource: the same again is no failure, anything else is."""
    created = client.create_members(AccountDetails=[{"AccountId": account, "Email": "one@example.com"}])
    fail_unless(created, CREATE_EXCUSE)
    fail_unless(client.invite_members(AccountIds=[account]), INVITE_EXCUSE)


def fail_unless(answer, excuse):
    for each in answer["UnprocessedAccounts"]:
        if excuse not in each["ProcessingResult"]:
            raise RuntimeError(each["ProcessingResult"])

"""botocore's model of Security Hub, and which of its operations are served."""

from support.account import sdk

MODEL = sdk().client("securityhub", region_name="us-east-1").meta.service_model

SERVED = {
    "AcceptAdministratorInvitation", "AcceptInvitation", "CreateMembers", "DeclineInvitations", "DeleteInvitations",
    "DeleteMembers", "DescribeHub", "DescribeOrganizationConfiguration", "DisableOrganizationAdminAccount",
    "DisableSecurityHub", "DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount",
    "DisassociateMembers", "EnableOrganizationAdminAccount", "EnableSecurityHub", "GetAdministratorAccount",
    "GetInvitationsCount", "GetMasterAccount", "GetMembers", "InviteMembers", "ListInvitations", "ListMembers",
    "ListOrganizationAdminAccounts", "ListTagsForResource", "TagResource", "UntagResource",
    "UpdateOrganizationConfiguration", "UpdateSecurityHubConfiguration",
}  # fmt: skip

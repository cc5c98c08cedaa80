/// Every operation on accounts: those of `muster.v1.SecurityHub`, by their AWS names of the newer generation, and
/// those of `muster.v1.Access`.
public enum Operation: UInt8, Hashable, Sendable, CaseIterable {
  case enableSecurityHub
  case disableSecurityHub
  case describeHub
  case updateSecurityHubConfiguration
  case createMembers
  case getMembers
  case listMembers
  case inviteMembers
  case disassociateMembers
  case deleteMembers
  case listInvitations
  case getInvitationsCount
  case acceptAdministratorInvitation
  case declineInvitations
  case deleteInvitations
  case getAdministratorAccount
  case disassociateFromAdministratorAccount
  case tagResource
  case untagResource
  case listTagsForResource
  case enableOrganizationAdminAccount
  case disableOrganizationAdminAccount
  case listOrganizationAdminAccounts
  case describeOrganizationConfiguration
  case updateOrganizationConfiguration
  case checkAccess
  case batchCheckAccess
  case resolveRecipients
  case watchMembers

  public var name: String {
    switch self {
    case .enableSecurityHub: "EnableSecurityHub"
    case .disableSecurityHub: "DisableSecurityHub"
    case .describeHub: "DescribeHub"
    case .updateSecurityHubConfiguration: "UpdateSecurityHubConfiguration"
    case .createMembers: "CreateMembers"
    case .getMembers: "GetMembers"
    case .listMembers: "ListMembers"
    case .inviteMembers: "InviteMembers"
    case .disassociateMembers: "DisassociateMembers"
    case .deleteMembers: "DeleteMembers"
    case .listInvitations: "ListInvitations"
    case .getInvitationsCount: "GetInvitationsCount"
    case .acceptAdministratorInvitation: "AcceptAdministratorInvitation"
    case .declineInvitations: "DeclineInvitations"
    case .deleteInvitations: "DeleteInvitations"
    case .getAdministratorAccount: "GetAdministratorAccount"
    case .disassociateFromAdministratorAccount: "DisassociateFromAdministratorAccount"
    case .tagResource: "TagResource"
    case .untagResource: "UntagResource"
    case .listTagsForResource: "ListTagsForResource"
    case .enableOrganizationAdminAccount: "EnableOrganizationAdminAccount"
    case .disableOrganizationAdminAccount: "DisableOrganizationAdminAccount"
    case .listOrganizationAdminAccounts: "ListOrganizationAdminAccounts"
    case .describeOrganizationConfiguration: "DescribeOrganizationConfiguration"
    case .updateOrganizationConfiguration: "UpdateOrganizationConfiguration"
    case .checkAccess: "CheckAccess"
    case .batchCheckAccess: "BatchCheckAccess"
    case .resolveRecipients: "ResolveRecipients"
    case .watchMembers: "WatchMembers"
    }
  }

  /// What a grant must allow (DESIGN section 8).
  public var permission: Permission {
    switch self {
    case .describeHub, .getMembers, .listMembers, .listInvitations, .getInvitationsCount, .getAdministratorAccount,
      .listTagsForResource, .listOrganizationAdminAccounts, .describeOrganizationConfiguration, .checkAccess,
      .batchCheckAccess, .resolveRecipients, .watchMembers:
      .read
    case .enableSecurityHub, .disableSecurityHub, .updateSecurityHubConfiguration, .tagResource, .untagResource: .hub
    case .createMembers, .inviteMembers, .disassociateMembers, .deleteMembers, .enableOrganizationAdminAccount,
      .disableOrganizationAdminAccount, .updateOrganizationConfiguration:
      .administrator
    case .acceptAdministratorInvitation, .declineInvitations, .disassociateFromAdministratorAccount: .member
    // Either role may ask; which one it must be for each account depends on who sent the invitation.
    case .deleteInvitations: .hub
    }
  }

  /// The service that has the operation.
  public var service: Service {
    switch self {
    case .checkAccess, .batchCheckAccess, .resolveRecipients: .access
    default: .securityHub
    }
  }

  public enum Service: Hashable, Sendable {
    /// Every call acts for an account.
    case securityHub
    /// Questions about accounts, for which nobody acts.
    case access
  }

  /// Whether it is answered by any number of messages, which no HTTP front of AWS's can pass on.
  public var isStream: Bool { self == .watchMembers }

  /// Whether the operation changes anything, and so leaves an audit line.
  public var isMutation: Bool { permission != .read }
}

extension Operation: CustomStringConvertible {
  public var description: String { name }
}

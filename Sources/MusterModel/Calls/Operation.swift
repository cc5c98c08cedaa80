/// Every operation of `muster.v1.SecurityHub`, by its AWS name of the newer generation.
public enum Operation: UInt8, Hashable, Sendable, CaseIterable {
  case enableSecurityHub
  case describeHub
  case createMembers
  case getMembers
  case listMembers
  case inviteMembers
  case listInvitations
  case acceptAdministratorInvitation
  case getAdministratorAccount

  public var name: String {
    switch self {
    case .enableSecurityHub: "EnableSecurityHub"
    case .describeHub: "DescribeHub"
    case .createMembers: "CreateMembers"
    case .getMembers: "GetMembers"
    case .listMembers: "ListMembers"
    case .inviteMembers: "InviteMembers"
    case .listInvitations: "ListInvitations"
    case .acceptAdministratorInvitation: "AcceptAdministratorInvitation"
    case .getAdministratorAccount: "GetAdministratorAccount"
    }
  }

  /// What a grant must allow (DESIGN section 8).
  public var permission: Permission {
    switch self {
    case .describeHub, .getMembers, .listMembers, .listInvitations, .getAdministratorAccount: .read
    case .enableSecurityHub: .hub
    case .createMembers, .inviteMembers: .administrator
    case .acceptAdministratorInvitation: .member
    }
  }

  /// Whether the operation changes anything, and so leaves an audit line.
  public var isMutation: Bool { permission != .read }
}

extension Operation: CustomStringConvertible {
  public var description: String { name }
}

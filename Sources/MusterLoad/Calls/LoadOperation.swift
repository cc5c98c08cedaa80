internal import MusterModel

/// What load can be made of.
package enum LoadOperation: String, Hashable, Sendable, CaseIterable {
  case checkAccess = "check-access"
  case batchCheckAccess = "batch-check-access"
  case resolveRecipients = "resolve-recipients"
  case getMembers = "get-members"
  case listMembers = "list-members"
  case describeHub = "describe-hub"
  case createMembers = "create-members"
  case deleteMembers = "delete-members"

  package var isWrite: Bool { self == .createMembers || self == .deleteMembers }

  /// How many accounts, pairs or items a call can be about. Nil where there is nothing to choose.
  package var sizes: ClosedRange<Int>? {
    switch self {
    case .checkAccess, .resolveRecipients, .describeHub: nil
    case .batchCheckAccess: MusterModel.Limits.accessPairs
    case .getMembers: MusterModel.Limits.accountIDs
    case .listMembers: MusterModel.Limits.pageSize
    // What was created at once is deleted at once.
    case .createMembers, .deleteMembers: MusterModel.Limits.accountDetails
    }
  }

  /// The size of a call whose mix names none.
  package var usualSize: Int {
    switch self {
    case .batchCheckAccess: 100
    case .listMembers, .createMembers, .deleteMembers: 50
    case .checkAccess, .resolveRecipients, .getMembers, .describeHub: 1
    }
  }
}

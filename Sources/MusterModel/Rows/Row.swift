/// Names a row within one Region.
public enum RowKey: Hashable, Sendable {
  case hub(AccountID)
  case standing(AccountID)
  case roster(AccountID)
  case member(administrator: AccountID, member: AccountID)
  case invitation(member: AccountID, administrator: AccountID)

  /// The account whose view shows the row.
  public var owner: AccountID {
    switch self {
    case .hub(let account), .standing(let account), .roster(let account): account
    case .member(let administrator, _): administrator
    case .invitation(let member, _): member
    }
  }
}

/// A row's content. A key and a row of different kinds never meet: ``Change`` is made per kind.
public enum Row: Hashable, Sendable {
  case hub(HubRow)
  case standing(StandingRow)
  case roster(RosterRow)
  case member(MemberRow)
  case invitation(InvitationRow)
}

/// The number of a commit, counted through the whole store. Every row carries that of the commit that wrote it.
public struct Revision: Hashable, Comparable, Sendable {
  public let number: UInt64

  public init(_ number: UInt64) { self.number = number }

  /// Before the first commit.
  public static let none = Revision(0)

  public var next: Revision { Revision(number + 1) }

  public static func < (left: Revision, right: Revision) -> Bool { left.number < right.number }
}

/// A row as it is in the store.
public struct Stored<Content: Hashable & Sendable>: Hashable, Sendable {
  public let content: Content
  public let revision: Revision

  public init(_ content: Content, at revision: Revision) {
    self.content = content
    self.revision = revision
  }
}

/// A row put, or deleted.
public struct Change: Hashable, Sendable {
  public let key: RowKey
  /// Nil: deleted.
  public let row: Row?

  init(_ key: RowKey, _ row: Row?) {
    self.key = key
    self.row = row
  }

  public static func hub(_ account: AccountID, _ row: HubRow?) -> Change {
    Change(.hub(account), row.map(Row.hub))
  }

  public static func standing(_ account: AccountID, _ row: StandingRow?) -> Change {
    Change(.standing(account), row.map(Row.standing))
  }

  public static func roster(_ account: AccountID, _ row: RosterRow?) -> Change {
    Change(.roster(account), row.map(Row.roster))
  }

  public static func member(_ administrator: AccountID, _ member: AccountID, _ row: MemberRow?) -> Change {
    Change(.member(administrator: administrator, member: member), row.map(Row.member))
  }

  public static func invitation(_ member: AccountID, from administrator: AccountID, _ row: InvitationRow?) -> Change {
    Change(.invitation(member: member, administrator: administrator), row.map(Row.invitation))
  }
}

/// A part of what a watch of a roster tells.
public struct RosterUpdate: Hashable, Sendable {
  /// In order; of an update that is no marker at least one.
  public var changes: [MemberChange]
  /// The marker: what came before is the whole roster, what follows are changes to it. Told once, by an update of its own.
  public var isCurrent: Bool
  /// The last commit that the changes are of. Updates that follow may hold more of the same one.
  public var revision: Revision

  public init(_ changes: [MemberChange], isCurrent: Bool = false, at revision: Revision) {
    self.changes = changes
    self.isCurrent = isCurrent
    self.revision = revision
  }
}

/// What became of one member.
public enum MemberChange: Hashable, Sendable {
  /// It is so now.
  case member(Member)
  /// The roster has it no more.
  case removed(AccountID)
}

extension MemberChange {
  /// Nil when the change is about no roster's row.
  public init?(_ change: Change) {
    guard case .member(let administrator, let account) = change.key else { return nil }
    if case .member(let row) = change.row {
      self = .member(Member(row, account, of: administrator))
    } else {
      self = .removed(account)
    }
  }

  /// What it takes in a message, in bytes, roughly and never too little.
  public var estimatedBytes: Int {
    switch self {
    case .member(let member): 96 + (member.email?.utf8.count ?? 0)
    case .removed: 24
    }
  }
}

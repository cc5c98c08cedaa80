/// A part of a tenant's view that is loaded on its own, so that asking about a large administrator's hub does
/// not load its roster.
public enum ViewPart: Hashable, Sendable {
  /// Hub, standing and the head of the roster.
  case head(AccountID)
  /// The rows of its roster.
  case roster(AccountID)
  /// The invitations it received.
  case invitations(AccountID)

  public var account: AccountID {
    switch self {
    case .head(let account), .roster(let account), .invitations(let account): account
    }
  }

  /// Whether the part shows the row.
  public func shows(_ key: RowKey) -> Bool {
    switch (self, key) {
    case (.head(let account), .hub(let owner)), (.head(let account), .standing(let owner)),
      (.head(let account), .roster(let owner)):
      account == owner
    case (.roster(let account), .member(let owner, _)): account == owner
    case (.invitations(let account), .invitation(let owner, _)): account == owner
    default: false
    }
  }
}

/// Hub, standing and roster head of one account.
public struct Head: Hashable, Sendable {
  public var hub: Stored<HubRow>?
  public var standing: Stored<StandingRow>?
  public var roster: Stored<RosterRow>?

  public init(hub: Stored<HubRow>? = nil, standing: Stored<StandingRow>? = nil, roster: Stored<RosterRow>? = nil) {
    self.hub = hub
    self.standing = standing
    self.roster = roster
  }

  /// The rows that make up an account's head.
  public static func rows(of account: AccountID) -> [RowKey] { [.hub(account), .standing(account), .roster(account)] }
}

/// All rows of one roster, and the ids of the Enabled ones alone.
public struct RosterView: Sendable {
  public private(set) var members: SortedChunks<Stored<MemberRow>>
  public private(set) var enabled: SortedChunks<Void>
  /// Bytes of all addresses together, for whoever bounds the memory of views.
  public private(set) var emailBytes: Int

  /// - Parameter rows: in ascending order of member.
  public init(_ rows: [(AccountID, Stored<MemberRow>)] = []) {
    members = SortedChunks(ascending: rows)
    enabled = SortedChunks(ascending: rows.lazy.filter { $0.1.content.status == .enabled }.map { ($0.0, ()) })
    emailBytes = rows.reduce(0) { $0 + $1.1.emailBytes }
  }

  mutating func put(_ row: Stored<MemberRow>, for member: AccountID) {
    let old = members[member]
    let wasEnabled = old?.content.status == .enabled
    let isEnabled = row.content.status == .enabled
    members.set(row, for: member)
    emailBytes += row.emailBytes - (old?.emailBytes ?? 0)
    if isEnabled, !wasEnabled { enabled.set((), for: member) }
    if wasEnabled, !isEnabled { enabled.remove(member) }
  }

  mutating func remove(_ member: AccountID) {
    emailBytes -= members[member]?.emailBytes ?? 0
    members.remove(member)
    enabled.remove(member)
  }
}

extension Stored<MemberRow> {
  fileprivate var emailBytes: Int { content.email?.utf8.count ?? 0 }
}

public typealias InvitationsView = SortedChunks<Stored<InvitationRow>>

/// An immutable, committed picture of one tenant: as much of it as is in memory.
public struct TenantView: Sendable {
  public var head: Head?
  public var roster: RosterView?
  public var invitations: InvitationsView?

  public init(head: Head? = nil, roster: RosterView? = nil, invitations: InvitationsView? = nil) {
    self.head = head
    self.roster = roster
    self.invitations = invitations
  }

  /// The head that these rows of one moment make up.
  public init(headOf account: AccountID, in rows: [RowKey: Stored<Row>]) {
    self.init(.head(account))
    for key in Head.rows(of: account) {
      if let stored = rows[key] { apply(Change(key, stored.content), at: stored.revision) }
    }
  }

  /// The view that holds this part alone, with no rows in it.
  public init(_ part: ViewPart) {
    switch part {
    case .head: self.init(head: Head())
    case .roster: self.init(roster: RosterView())
    case .invitations: self.init(invitations: InvitationsView())
    }
  }

  public func holds(_ part: ViewPart) -> Bool {
    switch part {
    case .head: head != nil
    case .roster: roster != nil
    case .invitations: invitations != nil
    }
  }

  /// Shows a committed change in the part it concerns, if that part is in memory.
  public mutating func apply(_ change: Change, at revision: Revision) {
    switch (change.key, change.row) {
    case (.hub, .hub(let row)): head?.hub = Stored(row, at: revision)
    case (.hub, _): head?.hub = nil
    case (.standing, .standing(let row)): head?.standing = Stored(row, at: revision)
    case (.standing, _): head?.standing = nil
    case (.roster, .roster(let row)): head?.roster = Stored(row, at: revision)
    case (.roster, _): head?.roster = nil
    case (.member(_, let member), .member(let row)): roster?.put(Stored(row, at: revision), for: member)
    case (.member(_, let member), _): roster?.remove(member)
    case (.invitation(_, let sender), .invitation(let row)): invitations?.set(Stored(row, at: revision), for: sender)
    case (.invitation(_, let sender), _): invitations?.remove(sender)
    }
  }

  /// The row as this view has it. The outer nil: the part that shows it is not in memory.
  public func row(_ key: RowKey) -> Stored<Row>?? {
    switch key {
    case .hub: head.map { $0.hub.map { Stored(.hub($0.content), at: $0.revision) } }
    case .standing: head.map { $0.standing.map { Stored(.standing($0.content), at: $0.revision) } }
    case .roster: head.map { $0.roster.map { Stored(.roster($0.content), at: $0.revision) } }
    case .member(_, let member):
      roster.map { $0.members[member].map { Stored(.member($0.content), at: $0.revision) } }
    case .invitation(_, let sender):
      invitations.map { $0[sender].map { Stored(.invitation($0.content), at: $0.revision) } }
    }
  }
}

import MusterModel

/// The views of a world: those parts that a call named, and a stop for any other.
struct WorldViews: Views {
  private var tenants: [AccountID: TenantView] = [:]
  private let region: Region?

  init(_ world: World, holding parts: [ViewPart]) {
    region = parts.isEmpty ? nil : .usEast1
    for part in parts {
      var view = tenants[part.account] ?? TenantView()
      view.add(TenantView(part))
      for (key, stored) in world.rows where part.shows(key) {
        view.apply(Change(key, stored.content), at: stored.revision)
      }
      tenants[part.account] = view
    }
  }

  func head(of account: AccountID) -> Head { held(tenants[account]?.head, Head()) }
  func roster(of account: AccountID) -> RosterView { held(tenants[account]?.roster, RosterView()) }
  func invitations(of account: AccountID) -> InvitationsView {
    held(tenants[account]?.invitations, InvitationsView())
  }

  /// A Region in which nothing is has every part.
  private func held<Part>(_ part: Part?, _ empty: Part) -> Part {
    guard let part else {
      precondition(region == nil, "the call did not name the part that it reads")
      return empty
    }
    return part
  }
}

extension TenantView {
  fileprivate mutating func add(_ part: TenantView) {
    head = part.head ?? head
    roster = part.roster ?? roster
    invitations = part.invitations ?? invitations
  }
}

extension Change {
  fileprivate init(_ key: RowKey, _ row: Row) {
    switch (key, row) {
    case (.hub(let account), .hub(let row)): self = .hub(account, row)
    case (.standing(let account), .standing(let row)): self = .standing(account, row)
    case (.roster(let account), .roster(let row)): self = .roster(account, row)
    case (.member(let administrator, let member), .member(let row)): self = .member(administrator, member, row)
    case (.invitation(let member, let administrator), .invitation(let row)):
      self = .invitation(member, from: administrator, row)
    default: preconditionFailure("a key and a row of different kinds")
    }
  }
}

/// Page tokens that hide nothing.
struct PlainTokens: PageTokens {
  func token(after position: AccountID, in scope: PageScope) -> String { "\(prefix(of: scope))\(position)" }

  func position(of token: String, in scope: PageScope) -> AccountID? {
    guard token.hasPrefix(prefix(of: scope)) else { return nil }
    return AccountID(token.dropFirst(prefix(of: scope).count))
  }

  private func prefix(of scope: PageScope) -> String { "\(scope.operation)|\(scope.tenant)|\(scope.filter)|" }
}

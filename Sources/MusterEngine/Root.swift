internal import HashTreeCollections
internal import MusterModel

/// All resident views at one moment. A copy is a reference; a new root shares all that did not change.
struct Root: Sendable {
  private var tenants = TreeDictionary<TenantID, Resident>()

  var count: Int { tenants.count }

  subscript(id: TenantID) -> Resident? { tenants[id] }

  mutating func set(_ resident: Resident?, for id: TenantID) { tenants[id] = resident }

  /// The row as the views have it. The outer nil: what shows it is not in memory.
  func row(_ key: RowKey, in region: Region) -> Stored<Row>?? {
    tenants[TenantID(key.owner, in: region)]?.view.row(key) ?? nil
  }

  /// One Region's views for a call, if every part it names is here; and then they count as used.
  func views(with parts: [ViewPart], in region: Region) -> RegionViews? {
    for part in parts {
      guard let resident = tenants[TenantID(part.account, in: region)], resident.view.holds(part) else { return nil }
      resident.markUsed()
    }
    return RegionViews(root: self, region: region)
  }

  /// One Region's heads, each of which counts as used when it is looked at.
  func heads(in region: Region) -> RegionHeads { RegionHeads(root: self, region: region) }
}

struct RegionHeads: Heads {
  fileprivate let root: Root
  fileprivate let region: Region

  func head(of account: AccountID) -> Head? {
    guard let resident = root[TenantID(account, in: region)], let head = resident.view.head else { return nil }
    resident.markUsed()
    return head
  }
}

/// The views that a call named, which ``Root/views(with:in:)`` found to be there.
struct RegionViews: Views {
  fileprivate let root: Root
  fileprivate let region: Region

  func head(of account: AccountID) -> Head {
    guard let head = view(account)?.head else { missing(.head(account)) }
    return head
  }

  func roster(of account: AccountID) -> RosterView {
    guard let roster = view(account)?.roster else { missing(.roster(account)) }
    return roster
  }

  func invitations(of account: AccountID) -> InvitationsView {
    guard let invitations = view(account)?.invitations else { missing(.invitations(account)) }
    return invitations
  }

  private func view(_ account: AccountID) -> TenantView? { root[TenantID(account, in: region)]?.view }

  private func missing(_ part: ViewPart) -> Never {
    preconditionFailure("the call did not name the part \(part) that it reads")
  }
}

internal import HashTreeCollections
internal import MusterModel

/// All resident views at one moment. A copy is a reference; a new root shares all that did not change.
struct Root: Sendable {
  private var tenants = TreeDictionary<TenantID, Resident>()

  var count: Int { tenants.count }

  subscript(id: TenantID) -> Resident? { tenants[id] }

  mutating func set(_ resident: Resident?, for id: TenantID) { tenants[id] = resident }

  /// One Region's views for a call, if every part it names is here; and then they count as used.
  func views(with parts: [ViewPart], in region: Region) -> RegionViews? {
    var views = RegionViews(root: self, region: region)
    for part in parts {
      guard let resident = views.resident(part.account), resident.view.holds(part) else { return nil }
      resident.markUsed()
      views.remember(resident, of: part.account)
    }
    return views
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
  private let root: Root
  private let region: Region
  /// The account that was looked at last, which most calls look at only.
  private var last: (account: AccountID, resident: Resident)?

  fileprivate init(root: Root, region: Region) {
    self.root = root
    self.region = region
  }

  func head(of account: AccountID) -> Head {
    guard let head = resident(account)?.view.head else { missing(.head(account)) }
    return head
  }

  func roster(of account: AccountID) -> RosterView {
    guard let roster = resident(account)?.view.roster else { missing(.roster(account)) }
    return roster
  }

  func invitations(of account: AccountID) -> InvitationsView {
    guard let invitations = resident(account)?.view.invitations else { missing(.invitations(account)) }
    return invitations
  }

  fileprivate func resident(_ account: AccountID) -> Resident? {
    if let last, last.account == account { return last.resident }
    return root[TenantID(account, in: region)]
  }

  fileprivate mutating func remember(_ resident: Resident, of account: AccountID) { last = (account, resident) }

  private func missing(_ part: ViewPart) -> Never {
    preconditionFailure("the call did not name the part \(part) that it reads")
  }
}

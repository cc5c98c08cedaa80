/// The reference store: what every store must do, said in the plainest way. Nothing survives the process.
public actor MemoryStore: Store {
  private struct Address: Hashable {
    let region: Region
    let key: RowKey
  }

  private var rows: [Address: Stored<Row>] = [:]
  private var revision = Revision.none
  private var isOpen = true
  private let tokenKey: [UInt8]

  public init() {
    var generator = SystemRandomNumberGenerator()
    tokenKey = (0..<StoreDescription.tokenKeyBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  public var description: StoreDescription {
    StoreDescription(place: ":memory:", isWritable: true, tokenKey: tokenKey)
  }

  public func load(_ keys: [RowKey], in region: Region) throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]> {
    guard isOpen else { throw .closed }
    var found: [RowKey: Stored<Row>] = [:]
    for key in keys { found[key] = rows[Address(region: region, key: key)] }
    return Snapshot(found, at: revision)
  }

  public func load(_ part: ViewPart, in region: Region) throws(StoreError) -> Snapshot<TenantView> {
    guard isOpen else { throw .closed }
    var view = TenantView(part)
    for (address, stored) in rows where address.region == region && part.shows(address.key) {
      view.apply(Change(address.key, stored.content), at: stored.revision)
    }
    return Snapshot(view, at: revision)
  }

  public func commit(_ commits: [Commit]) throws(StoreError) -> [CommitOutcome] {
    guard isOpen else { throw .closed }
    return commits.map { commit in
      let failed = commit.expectations.first { expectation in
        !expectation.holds(of: rows[Address(region: commit.region, key: expectation.key)]?.revision)
      }
      if let failed { return .conflict(failed) }
      revision = revision.next
      for change in commit.changes {
        rows[Address(region: commit.region, key: change.key)] = change.row.map { Stored($0, at: revision) }
      }
      return .done(revision)
    }
  }

  public func close() { isOpen = false }
}

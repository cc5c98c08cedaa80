import MusterModel
import TestFixtures
import Testing

/// Not Swift Testing's type of the same name.
typealias Expectation = MusterModel.Expectation

/// All rows of one Region, on which calls are decided and applied as an engine and a store would do it, one at a
/// time. A call is given exactly the rows it names, so one that it forgot to name stops the test.
struct World {
  private(set) var rows: [RowKey: Stored<Row>] = [:]
  private(set) var revision = Revision.none
  var quotas = Quotas()
  var now = time(1_000_000)
  var ids = CountedIDs()

  /// With these accounts' hubs enabled.
  init(_ accounts: AccountID...) {
    for account in accounts { put(.hub(account, HubRow(subscribedAt: time(0)))) }
  }

  mutating func put(_ changes: Change...) { put(changes) }

  mutating func put(_ changes: [Change]) {
    revision = revision.next
    for change in changes { rows[change.key] = change.row.map { Stored($0, at: revision) } }
  }

  /// Brings an association into a status, with all that goes with it on either side.
  mutating func associate(
    _ administrator: AccountID, _ member: AccountID, _ status: MemberStatus, isInvitationLeft: Bool = true
  ) {
    let id = InvitationID.random(using: &ids)
    var row = MemberRow.sample(status)
    row.invitationID = row.invitationID == nil || !isInvitationLeft ? nil : id
    let old = self.row(administrator, member)
    var head = roster(administrator) ?? RosterRow()
    head.rows += old == nil ? 1 : 0
    head.enabled += (status == .enabled ? 1 : 0) - (old?.status == .enabled ? 1 : 0)
    put(
      .member(administrator, member, row), .invitation(member, from: administrator, row.invitation),
      .roster(administrator, head))
    if status == .enabled {
      put(
        .standing(
          member, StandingRow(administrator: administrator, invitationID: id, invitedAt: row.invitedAt ?? now)))
    } else if old?.status == .enabled {
      put(.standing(member, nil))
    }
  }

  /// Decides the call and, if it decided anything, applies that.
  @discardableResult
  mutating func perform<C: WriteCall>(
    _ call: C, as account: AccountID, at location: SourceLocation = #_sourceLocation
  ) throws(CallError) -> C.Output {
    let decision = try decide(call, as: account, at: location)
    if !decision.changes.isEmpty { put(decision.changes) }
    expectAgreement(at: location)
    return decision.output
  }

  /// Routes the call on the caller's own rows, and decides and applies every step it comes to.
  @discardableResult
  mutating func perform<C: RoutedCall>(
    _ call: C, as account: AccountID, at location: SourceLocation = #_sourceLocation
  ) throws(CallError) -> C.Output {
    try call.checkShape()
    let principal = Principal.acting(account)
    guard rows[.hub(account)] != nil else { throw .notSubscribed(account) }
    var rejected: [(subject: String, Rejection)] = []
    for subject in call.subjects {
      if let rejection = try perform(call, about: subject, for: principal, at: location) {
        rejected.append((subject, rejection))
      }
    }
    expectAgreement(at: location)
    return try call.output(rejected, for: principal)
  }

  private mutating func perform<C: RoutedCall>(
    _ call: C, about subject: String, for principal: Principal, at location: SourceLocation
  ) throws(CallError) -> Rejection? {
    let keys = call.routingRows(for: subject, of: principal)
    #expect(keys.allSatisfy { $0.owner == principal.account }, "routed by rows of others", sourceLocation: location)
    let draft = Draft(region: .usEast1, quotas: quotas, facts: facts(keys))
    switch try call.route(subject, on: draft, for: principal) {
    case .rejected(let rejection): return rejection
    case .step(let step):
      let decision = try decide(step: step, as: principal.account, at: location)
      if !decision.changes.isEmpty { put(decision.changes) }
      return call.rejection(decision.output, for: principal)
    }
  }

  mutating func decide<C: WriteCall>(
    _ call: C, as account: AccountID, at location: SourceLocation = #_sourceLocation
  ) throws(CallError) -> Decision<C.Output> {
    try call.checkShape()
    let principal = Principal.acting(account)
    let admission = Draft(region: .usEast1, quotas: quotas, facts: facts(call.admissionRows(for: principal)))
    try call.admit(on: admission, for: principal)
    return try decide(step: call, as: account, at: location)
  }

  /// Decides on exactly the rows and rosters that are named.
  mutating func decide<D: Decidable>(
    step call: D, as account: AccountID, at location: SourceLocation = #_sourceLocation
  ) throws(CallError) -> Decision<D.Output> {
    let principal = Principal.acting(account)
    let decider = try call.decider(for: principal)
    let rosters = call.rosters(for: principal).map { ($0, rosterView(of: $0)) }
    let draft = Draft(
      region: .usEast1, quotas: quotas, facts: facts(call.rows(for: principal)),
      rosters: Dictionary(uniqueKeysWithValues: rosters))
    let decision = try call.decide(on: draft, for: principal, at: now, ids: &ids)
    for expectation in decision.expectations {
      #expect(
        expectation.holds(of: rows[expectation.key]?.revision), "decided on what is not so: \(expectation)",
        sourceLocation: location)
    }
    for change in decision.changes {
      if case .member(let administrator, _) = change.key {
        #expect(administrator == decider, "a roster changes only through its own actor", sourceLocation: location)
      }
    }
    return decision
  }

  private func rosterView(of administrator: AccountID) -> RosterView {
    var members: [(AccountID, Stored<MemberRow>)] = []
    for case (.member(administrator, let member), let stored) in rows {
      if case .member(let row) = stored.content { members.append((member, Stored(row, at: stored.revision))) }
    }
    return RosterView(members.sorted { $0.0 < $1.0 })
  }

  func answer<C: ReadCall>(_ call: C, as account: AccountID, in region: Region = .usEast1) throws(CallError) -> C.Output
  {
    try call.checkShape()
    let principal = Principal.acting(account, in: region)
    let views = WorldViews(self, holding: region == .usEast1 ? call.parts(for: principal) : [])
    return try call.answer(from: views, for: principal, pages: PlainTokens())
  }

  private func facts(_ keys: [RowKey]) -> [RowKey: Stored<Row>?] {
    Dictionary(keys.map { ($0, rows[$0]) }, uniquingKeysWith: { first, _ in first })
  }
}

// MARK: Rows by kind

extension World {
  func row(_ administrator: AccountID, _ member: AccountID) -> MemberRow? {
    guard case .member(let row) = rows[.member(administrator: administrator, member: member)]?.content else {
      return nil
    }
    return row
  }

  func invitation(to member: AccountID, from administrator: AccountID) -> InvitationRow? {
    guard case .invitation(let row) = rows[.invitation(member: member, administrator: administrator)]?.content
    else { return nil }
    return row
  }

  func roster(_ account: AccountID) -> RosterRow? {
    guard case .roster(let row) = rows[.roster(account)]?.content else { return nil }
    return row
  }

  func standing(_ account: AccountID) -> StandingRow? {
    guard case .standing(let row) = rows[.standing(account)]?.content else { return nil }
    return row
  }

  func revision(of key: RowKey) -> Revision? { rows[key]?.revision }
}

/// Random in nothing but name: every id it makes is another, and the same in every run.
struct CountedIDs: RandomNumberGenerator {
  private var count: UInt64 = 0

  mutating func next() -> UInt64 {
    count += 1
    return count
  }
}

extension Principal {
  static func acting(_ account: AccountID, in region: Region = .usEast1) -> Principal {
    Principal(peer: Peer(processID: 1, userID: 500, groupID: 500), account: account, region: region)
  }
}

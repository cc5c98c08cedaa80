internal import MusterClient
internal import MusterModel
internal import Synchronization

extension GroundKeeper {
  /// Looks at every account, and changes nothing. Fails when one is somebody else's. Returns the marks of what earlier
  /// loads left there.
  package func survey() async throws(GroundError) -> Set<GroundMark> {
    let marks = LeftMarks()
    try await each(0..<ground.tenants) { [ground] tenant throws(GroundError) in
      let accounts = [ground.tenant(tenant)] + (0..<ground.associated).map { ground.member($0, of: tenant) }
      for account in accounts {
        if let mark = try await self.leftover(at: account) { marks.add(mark) }
      }
    }
    return marks.all
  }

  private func leftover(at account: UInt64) async throws(GroundError) -> GroundMark? {
    try use(of: account, by: try await owner(of: account))
  }

  /// The mark of a leftover. Fails when the account is somebody's.
  private func use(of account: UInt64, by owner: Owner) throws(GroundError) -> GroundMark? {
    switch owner {
    case .nobody: return nil
    case .somebodyElse: throw .taken(LoadGround.account(account), ground.region)
    case .load(let mark):
      let now = Self.now()
      var left: UInt64?
      switch mark.life(seenBy: .current(), at: now, LoadProcess.state) {
      case .leftover: return mark
      case .live: break
      case .perhapsLive(let until): left = until - now
      }
      throw .inUse(process: mark.process, secondsLeft: left, LoadGround.account(account), ground.region)
    }
  }

  /// Makes the accounts what calls need. The first one comes first: who is there at the same time fails at it.
  package func prepare(progress: @escaping @Sendable (Int) -> Void) async throws(GroundError) {
    do {
      try await prepare(tenant: 0)
    } catch .client(let error) where error.kind == .refused(.resourceConflict) {
      // Who was there first says more than that somebody was.
      let owner = try await owner(of: ground.tenant(0))
      if owner != .load(mark) { _ = try use(of: ground.tenant(0), by: owner) }
      throw .client(error)
    }
    let others: @Sendable (Int) -> Void = { progress($0 + 1) }
    try await each(1..<ground.tenants, others) { tenant throws(GroundError) in
      try await self.prepare(tenant: tenant)
    }
  }

  private func prepare(tenant: Int) async throws(GroundError) {
    let administrator = ground.tenant(tenant)
    try await enable(administrator)
    let ids = (0..<ground.members).map { LoadGround.account(ground.member($0, of: tenant)).description }
    for from in stride(from: 0, to: ids.count, by: MusterModel.Limits.accountDetails.upperBound) {
      let some = ids[from..<min(ids.count, from + MusterModel.Limits.accountDetails.upperBound)]
      let call = CreateMembers(some.map { AccountDetails(accountID: $0) })
      try refuse(unsafe try await send(call, for: administrator))
    }
    guard ground.associated > 0 else { return }
    let associated = Array(ids[..<ground.associated])
    for index in 0..<ground.associated { try await enable(ground.member(index, of: tenant)) }
    try refuse(unsafe try await send(InviteMembers(associated), for: administrator))
    for index in 0..<ground.associated { try await accept(administrator, by: ground.member(index, of: tenant)) }
  }

  private func enable(_ account: UInt64) async throws(GroundError) {
    let call = EnableSecurityHub(tags: [GroundMark.key: mark.text], enableDefaultStandards: false)
    hubs.add(1)
    _ = unsafe try await send(call, for: account)
  }

  private func accept(_ administrator: UInt64, by member: UInt64) async throws(GroundError) {
    let received = unsafe try await send(ListInvitations(), for: member).items
    for invitation in received where invitation.accountID == LoadGround.account(administrator) {
      let call = AcceptAdministratorInvitation(
        administratorID: invitation.accountID.description, invitationID: invitation.invitationID.description)
      _ = unsafe try await send(call, for: member)
    }
  }

  private func refuse(_ unprocessed: [UnprocessedAccount]) throws(GroundError) {
    if let first = unprocessed.first { throw .unprocessed(first) }
  }
}

/// Marks that many tasks find.
private final class LeftMarks: Sendable {
  private let marks = Mutex<Set<GroundMark>>([])

  var all: Set<GroundMark> { marks.withLock { $0 } }

  func add(_ mark: GroundMark) { marks.withLock { _ = $0.insert(mark) } }
}

import MusterModel
import Synchronization
import TestSupport
import Testing

@testable import MusterEngine

/// Watches of an engine, one situation at a time.
@Suite("A watch", .timeLimit(.minutes(1))) struct WatchTests {
  private func create(_ count: UInt64, from first: UInt64 = 100, in world: World) async throws {
    let accounts = (first..<first + count).map { AccountDetails(accountID: "\(account($0))") }
    for start in stride(from: 0, to: accounts.count, by: 50) {
      let some = Array(accounts[start..<min(start + 50, accounts.count)])
      #expect(try await world.engine.perform(CreateMembers(some), for: by(administrator)) == [])
    }
  }

  private func watch(_ world: World, user: UInt32 = 500) async throws(CallError) -> any RosterWatch {
    try await world.engine.watch(WatchMembers(), for: by(administrator, user: user))
  }

  @Test func tellsWhatThereIsAndThenEveryChange() async throws {
    let world = await World()
    try await world.enable(administrator, member)
    let watch = try await watch(world)
    #expect(try await watch.next().isCurrent)
    let invitation = try await world.invite(member, by: administrator)
    try await world.accept(invitation, of: administrator, by: member)
    _ = try await world.engine.perform(DisassociateFromAdministratorAccount(), for: by(member))
    _ = try await world.engine.perform(DeclineInvitations(["\(administrator)"]), for: by(member))
    _ = try await world.engine.perform(DeleteInvitations(["\(administrator)"]), for: by(member))
    _ = try await world.engine.perform(DisassociateMembers(["\(member)"]), for: by(administrator))
    _ = try await world.engine.perform(DeleteMembers(["\(member)"]), for: by(administrator))
    // Declining what was left before changes nothing, and deleting the invitation no status.
    var statuses: [MemberStatus?] = []
    while statuses.count < 7 {
      for change in try await watch.next().changes {
        switch change {
        case .member(let member): statuses.append(member.status)
        case .removed(let account):
          #expect(account == member)
          statuses.append(nil)
        }
      }
    }
    #expect(statuses == [.created, .invited, .enabled, .resigned, .resigned, .removed, nil])
  }

  /// A change is told when it can be seen, and not before.
  @Test func tellsOfNothingThatIsNotThereYet() async throws {
    let world = await World()
    try await world.enable(administrator)
    let watcher = Watcher()
    let following = watcher.follow(try await watch(world))
    await eventually { watcher.isCurrent }
    world.store.written.close()
    let creating = Task { try await create(1, in: world) }
    await world.store.written.holds(1)
    for _ in 0..<100 { await Task.yield() }
    #expect(watcher.rows.isEmpty)
    world.store.written.open()
    await eventually { !watcher.rows.isEmpty }
    #expect(try world.engine.answerNow(ListMembers(onlyAssociated: false), for: by(administrator))?.items.count == 1)
    try await creating.value
    following.cancel()
    await following.value
    #expect(watcher.end?.code == .cancelled)
  }

  @Test func tellsNobodyElse() async throws {
    let world = await World()
    let other = account(3)
    try await world.enable(administrator, other)
    let watcher = Watcher()
    let following = watcher.follow(try await world.engine.watch(WatchMembers(), for: by(other)))
    try await create(3, in: world)
    _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(other))
    await eventually { !watcher.rows.isEmpty }
    #expect(watcher.has(try await world.members(of: other)) && watcher.complaints == [])
    following.cancel()
  }

  @Test func aColdRosterIsLoadedFirst() async throws {
    let store = ScriptedStore()
    let before = await World(store: store)
    try await before.enable(administrator)
    try await create(300, in: before)
    // A new engine on the same store, whose memory would not hold the roster beside others.
    let world = await World(store: store, viewBytes: 1)
    let watch = try await watch(world)
    var told = 0
    while case let update = try await watch.next(), !update.isCurrent { told += update.changes.count }
    #expect(told == 300)
    // Nothing of it has to stay for the watch to go on.
    try await world.enable(account(7))
    #expect(try await world.engine.status(for: by(administrator).peer).residentTenants == 0)
    try await create(1, from: 900, in: world)
    #expect(try await watch.next().changes.count == 1)
  }

  @Test func whoFellBehindIsToldSo() async throws {
    let world = await World()
    try await world.enable(administrator)
    let slow = try await watch(world)
    let watcher = Watcher()
    let following = watcher.follow(try await watch(world))
    #expect(try await slow.next().isCurrent)
    // A row that comes and goes: two changes a round.
    let rounds = UInt64(Limits.waitingChanges / 100)
    for round in 0..<rounds {
      try await create(50, in: world)
      let ids = (100..<150 as Range<UInt64>).map { "\(account($0))" }
      #expect(try await world.engine.perform(DeleteMembers(ids), for: by(administrator)) == [])
      guard round.isMultiple(of: 10) else { continue }
      // Who follows gets the time to: nothing else in here waits for it.
      try await create(1, from: 700, in: world)
      await eventually { watcher.rows[account(700)] != nil }
      #expect(try await world.engine.perform(DeleteMembers(["\(account(700))"]), for: by(administrator)) == [])
      await eventually { watcher.rows[account(700)] == nil }
    }
    try await create(50, in: world)
    try await create(50, from: 500, in: world)
    let error = await #expect(throws: CallError.self) { try await slow.next() }
    #expect(error?.code == .overloaded)
    #expect(error?.message.contains("did not keep up") == true)
    // Who kept up lost nothing by it.
    let members = try await world.engine.perform(
      GetMembers(["\(account(149))", "\(account(549))"]), for: by(administrator))
    #expect(members.members.count == 2)
    await eventually { watcher.rows.count == 100 }
    #expect(watcher.complaints == [] && watcher.end == nil)
    following.cancel()
    let counts = try await world.engine.status(for: by(administrator).peer).calls.filter { $0.method == "WatchMembers" }
    #expect(Set(counts.map { "\($0.code) \($0.count)" }) == ["OK 2", "Overloaded 1"])
  }

  @Test func endsWithTheHub() async throws {
    let world = await World()
    try await world.enable(administrator, member)
    try await create(3, in: world)
    let idle = try await watch(world)
    while case let update = try await idle.next(), !update.isCurrent {}
    let busy = try await watch(world)
    _ = try await world.engine.perform(DisableSecurityHub(), for: by(administrator))
    for watch in [idle, busy] {
      #expect(await outcome { () throws(CallError) in _ = try await watch.next() } == .invalidAccess)
    }
    #expect(await outcome { () throws(CallError) in _ = try await watch(world) } == .invalidAccess)
    // Another hub, another roster: the old watch is over.
    try await world.enable(administrator)
    #expect(await outcome { () throws(CallError) in _ = try await idle.next() } == .invalidAccess)
    #expect(try await watch(world).next().isCurrent)
  }

  @Test func endsWhenTheStoreTakesNoChangeAnyMore() async throws {
    let world = await World()
    try await world.enable(administrator)
    let watcher = Watcher()
    let following = watcher.follow(try await watch(world))
    await eventually { watcher.isCurrent }
    world.store.script.withLock { $0.commitFailures = [.failed("the disk is full"), nil, .readOnly("fsync failed")] }
    // A disk that is full may have room later.
    #expect(await outcome { () throws(CallError) in try await creating(in: world) } == .unavailable)
    try await world.enable(member)
    #expect(watcher.end == nil)
    #expect(await outcome { () throws(CallError) in try await creating(in: world) } == .unavailable)
    await following.value
    #expect(watcher.end?.code == .unavailable && watcher.end?.message.contains("fsync failed") == true)
    #expect(await outcome { () throws(CallError) in _ = try await watch(world) } == .unavailable)
  }

  private func creating(in world: World) async throws(CallError) {
    _ = try await world.engine.perform(CreateMembers([.init(accountID: "\(account(5))")]), for: by(administrator))
  }

  @Test func isRefusedAsACallIs() async throws {
    let reading = Grant(to: .user(7), for: .only([member]), allowing: .read)
    let own = Grant(to: .user(500), for: .all, allowing: .all.union(.adminService))
    let world = await World(grants: Grants([reading, own]))
    // The grant is looked at before the hub.
    #expect(await outcome { () throws(CallError) in _ = try await watch(world, user: 7) } == .accessDenied)
    #expect(await outcome { () throws(CallError) in _ = try await watch(world) } == .invalidAccess)
    #expect(world.audited.all.map(\.operation) == [.watchMembers])
    try await world.enable(administrator, member)
    // A grant to read is enough; and a member has a roster too, as ListMembers has it.
    _ = try await world.engine.watch(WatchMembers(), for: by(member, user: 7))
    try await world.accept(try await world.invite(member, by: administrator), of: administrator, by: member)
    #expect(try await world.engine.watch(WatchMembers(), for: by(member, user: 7)).next().isCurrent)
  }
}

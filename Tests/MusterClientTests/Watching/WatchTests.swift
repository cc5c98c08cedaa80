import MusterClient
import MusterEngine
import Synchronization
import TestSupport
import Testing

/// Watches over a socket, through restarts and worse.
@Suite("A watch of the client library", .timeLimit(.minutes(1))) struct WatchTests {
  private let account = "111111111111"

  /// A daemon with the account's hub, and a client.
  private func start(
    watches: WatchLimits = .defaults
  ) async throws -> (daemon: Daemon, muster: MusterClient) {
    let daemon = try await Daemon(watches: watches)
    let muster = try await MusterClient(socket: daemon.socket, account: account)
    try await muster.enableSecurityHub()
    return (daemon, muster)
  }

  private func create(_ numbers: Range<Int>, email: String? = nil, with muster: MusterClient) async throws {
    let report = await muster.createMembers(
      all: numbers.map { AccountDetails(accountID: "\(200_000_000_000 + $0)", email: email) })
    #expect(report.failure == nil)
  }

  private func members(of muster: MusterClient) async throws -> [AccountID: Member] {
    let all = try await muster.members(onlyAssociated: false).all()
    return Dictionary(uniqueKeysWithValues: all.map { ($0.accountID, $0) })
  }

  @Test func tellsTheRosterThenTheMarkerThenChanges() async throws {
    let (daemon, muster) = try await start()
    try await create(0..<3, with: muster)
    var events = muster.watchMembers().makeAsyncIterator()
    #expect(try await events.next() == .listing)
    let listed = try await muster.listMembers(onlyAssociated: false).items
    for member in listed { #expect(try await events.next() == .member(member)) }
    #expect(try await events.next() == .current)
    _ = try await muster.inviteMembers(["200000000001"])
    let invited = try await muster.getMembers(["200000000001"]).members[0]
    #expect(try await events.next() == .changed(invited))
    _ = try await muster.deleteMembers(["200000000002"])
    #expect(try await events.next() == .removed(listed[2].accountID))
    await muster.close()
    await daemon.remove()
  }

  @Test func goesOnAfterARestart() async throws {
    let (first, muster) = try await start()
    try await create(0..<300, with: muster)
    let notes = Notes()
    let watching = notes.follow(muster.watchMembers())
    await eventually { notes.isCurrent }
    // An idle watch delays no end: the daemon would wait for a minute.
    let clock = ContinuousClock()
    let stopped = await clock.measure { await first.stop(within: .seconds(60)) }
    #expect(stopped < .seconds(20))
    await eventually { notes.interruptions.count == 1 }
    // Longer than a pause: it is tried in vain, and not told again.
    try await Task.sleep(for: .milliseconds(300))
    let second = try await Daemon(after: first)
    // Not the client of before: a program that another test started may have kept its connection from ending.
    let other = try await MusterClient(socket: second.socket, account: account)
    _ = try await other.deleteMembers(["200000000000"])
    try await create(300..<310, with: other)
    let expected = try await members(of: other)
    await eventually { notes.isCurrent && notes.members == expected }
    #expect(expected.count == 309)
    #expect(notes.interruptions.count == 1)
    #expect(notes.listings == 2)
    watching.cancel()
    #expect(await watching.value?.kind == .cancelled)
    await other.close()
    await muster.close()
    await second.remove()
  }

  @Test func listsAnewWhenItFellBehind() async throws {
    let (daemon, muster) = try await start()
    try await create(0..<10, with: muster)
    var events = muster.watchMembers().makeAsyncIterator()
    var roster = WatchedRoster()
    while !roster.isCurrent { roster.apply(try #require(try await events.next())) }
    // Nobody reads, and there are more changes than both ends and what lies between them hold.
    let email = String(repeating: "x", count: 1000)
    for _ in 0..<90 {
      try await create(1000..<1050, email: email, with: muster)
      _ = try await muster.deleteMembers((1000..<1050).map { "\(200_000_000_000 + $0)" })
    }
    try await create(10..<20, with: muster)
    var interruptions: [MusterClientError.Kind] = []
    let expected = try await members(of: muster)
    while roster.members != expected || !roster.isCurrent {
      let event = try #require(try await events.next())
      if case .interrupted(let error) = event { interruptions.append(error.kind) }
      roster.apply(event)
    }
    #expect(interruptions == [.refused(.overloaded)])
    await muster.close()
    await daemon.remove()
  }

  @Test func endsWhenItCouldOnlyBeRefusedAgain() async throws {
    let (daemon, muster) = try await start()
    let notes = Notes()
    let watching = notes.follow(muster.watchMembers())
    await eventually { notes.isCurrent }
    try await muster.disableSecurityHub()
    let disabled = await watching.value
    #expect(disabled?.kind == .refused(.invalidAccess))
    #expect(disabled?.message == "Account \(account) is not subscribed to AWS Security Hub")
    #expect(await notes.follow(muster.watchMembers()).value?.kind == .refused(.invalidAccess))
    #expect(notes.interruptions == [])
    await muster.close()
    await daemon.remove()
  }

  @Test func endsWithoutAGrant() async throws {
    let daemon = try await Daemon(grants: Grants([]))
    let muster = try await MusterClient(socket: daemon.socket, account: account)
    #expect(await Notes().follow(muster.watchMembers()).value?.kind == .refused(.accessDenied))
    await muster.close()
    await daemon.remove()
  }

  @Test func endsWithTheClient() async throws {
    let (daemon, muster) = try await start()
    let notes = Notes()
    let watching = notes.follow(muster.watchMembers())
    await eventually { notes.isCurrent }
    await muster.close()
    #expect(await watching.value?.kind == .closed)
    #expect(await notes.follow(muster.watchMembers()).value?.kind == .closed)
    await daemon.remove()
  }

  /// Its place is free as soon as nobody reads it: closing its connection is how the daemon learns of it.
  @Test func aWatchThatIsLetGoOfMakesRoom() async throws {
    let (daemon, muster) = try await start(watches: WatchLimits(total: 1))
    for _ in 0..<5 {
      let notes = Notes()
      let watching = notes.follow(muster.watchMembers())
      await eventually { notes.isCurrent }
      let other = Notes()
      let waiting = other.follow(muster.watchMembers())
      await eventually { other.interruptions == [.refused(.overloaded)] }
      waiting.cancel()
      watching.cancel()
      #expect(await waiting.value?.kind == .cancelled)
      #expect(await watching.value?.kind == .cancelled)
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func nothingFollowsItsEnd() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: account)
    var events = muster.watchMembers().makeAsyncIterator()
    await #expect(throws: MusterClientError.self) { try await events.next() }
    #expect(try await events.next() == nil)
    await muster.close()
    await daemon.remove()
  }
}

/// What a watch told, kept by a task that reads it to its end.
private final class Notes: Sendable {
  private struct State {
    var roster = WatchedRoster()
    var interruptions: [MusterClientError.Kind] = []
    var listings = 0
  }

  private let state = Mutex(State())

  /// Returns what the watch ended with.
  func follow(_ events: MemberEvents) -> Task<MusterClientError?, Never> {
    Task {
      do throws(MusterClientError) {
        for try await event in events { take(event) }
        return nil
      } catch {
        return error
      }
    }
  }

  private func take(_ event: MemberEvent) {
    state.withLock { state in
      state.roster.apply(event)
      if case .interrupted(let error) = event { state.interruptions.append(error.kind) }
      if event == .listing { state.listings += 1 }
    }
  }

  var members: [AccountID: Member] { state.withLock { $0.roster.members } }
  var isCurrent: Bool { state.withLock { $0.roster.isCurrent } }
  var interruptions: [MusterClientError.Kind] { state.withLock { $0.interruptions } }
  var listings: Int { state.withLock { $0.listings } }
}

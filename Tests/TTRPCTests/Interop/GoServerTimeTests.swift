import Glibc
import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Our client at Go's server: time, crowds and ends.
@Suite(.timeLimit(.minutes(1)), .enabled(if: GoPeer.path != nil, GoPeer.whereItRuns))
struct GoServerTimeTests {
  private func held(_ go: GoServer, _ isExpected: (String) -> Bool) async {
    let client = go.client()
    await eventually { (try? await client.echo("Held")).map(isExpected) ?? false }
    await client.close()
  }

  private func held(_ go: GoServer, _ expected: String) async {
    await held(go) { $0 == expected }
  }

  @Test("line 45: a client's deadline, on both sides")
  func deadline() async throws {
    let go = try await GoServer()
    let client = go.client()
    repeat {
      let begun = ContinuousClock.now
      let failure = await client.failure(of: "Sleep", timeout: .milliseconds(100))
      // Either may be first to say so.
      #expect(failure == .deadlineExceeded || failure == .status(.deadlineExceeded))
      #expect(ContinuousClock.now - begun >= .milliseconds(100))
      // On a busy machine the time may be up before the call is sent. Then it never is, and we have to try again.
    } while try await client.echo("Held") == "waiting 0, canceled 0, late 0"
    await held(go) { $0.hasPrefix("waiting 0, canceled 0, ") && $0 != "waiting 0, canceled 0, late 0" }

    let before = try await client.echo("Held")
    #expect(try await client.echo("Deadline", timeout: nil) == "none")
    let left = try #require(Int(try await client.echo("Deadline", timeout: .seconds(3600))))
    #expect((3_500_000...3_600_000).contains(left))
    // Go takes any timeout that fits into 64 bits.
    #expect(try #require(Int(try await client.echo("Deadline", timeout: .seconds(1 << 62)))) > 364 * 24 * 3_600_000)
    await #expect(throws: CallFailure.deadlineExceeded) { _ = try await client.echo("Sleep", timeout: .zero) }
    #expect(try await client.echo("Held") == before)
    await client.close()
    await go.stop()
  }

  @Test("a call that is given up runs until its connection ends, and its answer disturbs no other")
  func cancellation() async throws {
    let go = try await GoServer()
    let client = go.client()
    let other = go.client()
    let early = Task { await client.failure(of: "Sleep") }
    let late = Task { await other.failure(of: "Sleep") }
    await held(go, "waiting 2, canceled 0, late 0")
    early.cancel()
    late.cancel()
    #expect(await early.value == .cancelled)
    #expect(await late.value == .cancelled)
    #expect(try await client.echo("Say", "next") == "next")
    await held(go, "waiting 2, canceled 0, late 0")
    await client.close()
    await held(go, "waiting 1, canceled 1, late 0")
    _ = try await other.echo("Release")
    await held(go, "waiting 0, canceled 1, late 0")
    for text in ["one", "two", "three"] { #expect(try await other.echo("Say", text) == text) }
    await other.close()
    await go.stop()
  }

  @Test("ten thousand calls in flight over ten connections, of which none is answered before all are there")
  func crowd() async throws {
    let go = try await GoServer()
    let clients = (0..<10).map { _ in go.client() }
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for (index, client) in clients.enumerated() {
        for number in 0..<1000 {
          let name = "\(number) of \(index)"
          group.addTask { try await client.echo("Meet", "10000 \(name)", timeout: .seconds(40)) == name }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(right == 10_000)
    for client in clients { await client.close() }
    await go.stop()
  }

  @Test("line 67: a server that dies: every call is told, and the next one finds the server that comes after it")
  func departure() async throws {
    let go = try await GoServer()
    let client = go.client()
    let calls = (0..<500).map { _ in Task { await client.failure(of: "Sleep", timeout: nil) } }
    await held(go, "waiting 500, canceled 0, late 0")
    await go.crash()
    for call in calls {
      guard case .connectionLost(_, written: true) = await call.value else {
        Issue.record("\(await call.value.debugDescription) of a call that the server held")
        continue
      }
    }
    guard case .cannotConnect = await client.failure(of: "Say") else {
      Issue.record("a call to nobody did not fail as such")
      return
    }
    try await go.restart()
    #expect(try await client.echo("Say", "again") == "again")
    await client.close()
    await go.stop()
  }

  @Test("a server that ends in peace answers what it has; then the next one is found")
  func drain() async throws {
    let go = try await GoServer()
    let client = go.client()
    let calls = (0..<10).map { number in Task { try await client.echo("Sleep", "\(number)") } }
    await held(go, "waiting 10, canceled 0, late 0")
    go.peer.signal(SIGTERM)
    // Go's servers take new calls for as long as the connection is busy.
    _ = try await client.echo("Release")
    for (number, call) in calls.enumerated() { #expect(try await call.value == "\(number)") }
    await go.stop()
    try await go.restart()
    #expect(try await client.echo("Say", "again") == "again")
    await client.close()
    await go.stop()
  }

  @Test("a storm of connections")
  func storm() async throws {
    let go = try await GoServer()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<16 {
        group.addTask { [path = go.path] in
          for number in 0..<25 {
            let client = Client(socket: path)
            let text = "\(number) of \(worker)"
            let answer = try await client.echo("Say", text)
            #expect(answer == text)
            await client.close()
          }
        }
      }
      try await group.waitForAll()
    }
    await eventually { openSockets(at: go.path) == 1 }
    await go.stop()
  }
}

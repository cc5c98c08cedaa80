import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// `Watch` of the health service on a real socket, by the bytes of its messages.
@Suite(.timeLimit(.minutes(1)))
struct HealthWatchTests {
  private static let serving = "08 01"
  private static let notServing = "08 02"
  private static let unknown = "08 03"

  private struct Watched {
    let server: Server
    let health: HealthService
    let client: Client
    let path: String

    /// Opens a watch with a request of these bytes.
    func watch(_ request: String) throws -> ClientStream.Responses.Iterator {
      try client.stream(
        .serverStreaming, service: HealthService.name, method: "Watch", payload: ByteBuffer(hex: request)
      ).responses.makeAsyncIterator()
    }
  }

  private func withHealth(
    askingEvery interval: Duration = Limits.healthInterval, _ body: (Watched) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    let health = HealthService(askingEvery: interval)
    health.register(on: server)
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"))
    try await body(Watched(server: server, health: health, client: client, path: directory.file("s")))
    await client.close()
    await server.shutdown(within: .seconds(60))
    await eventually { health.watchCount == 0 }
  }

  private static let echo = "0a 07 76 31 2e 45 63 68 6f"

  @Test func tellsTheStatusAndEveryOtherOne() async throws {
    try await withHealth { watched in
      var whole = try watched.watch("")
      #expect(try await whole.next()?.hex == Self.serving)
      var echo = try watched.watch(Self.echo)
      #expect(try await echo.next()?.hex == Self.unknown)
      watched.health.set(.serving, for: "v1.Echo")
      #expect(try await echo.next()?.hex == Self.serving)
      // Of another service, and no change: neither is told.
      watched.health.set(.serving, for: "v1.Other")
      watched.health.set(.serving, for: "v1.Echo")
      watched.health.set(.notServing, for: "v1.Echo")
      #expect(try await echo.next()?.hex == Self.notServing)
      watched.health.set(.notServing, for: "")
      #expect(try await whole.next()?.hex == Self.notServing)
    }
  }

  @Test func asksAgainForWhatHasToBeAskedFor() async throws {
    let isServing = Atomic(true)
    let status = { @Sendable () -> HealthService.ServingStatus in
      isServing.load(ordering: .relaxed) ? .serving : .notServing
    }
    try await withHealth(askingEvery: .milliseconds(5)) { watched in
      watched.health.set(for: "v1.Echo", asking: status)
      var echo = try watched.watch(Self.echo)
      for expected in [Self.serving, Self.notServing, Self.serving] {
        isServing.store(expected == Self.serving, ordering: .relaxed)
        #expect(try await echo.next()?.hex == expected)
      }
    }
  }

  @Test func aShutdownEndsEveryWatchAtOnce() async throws {
    try await withHealth { watched in
      var whole = try watched.watch("")
      #expect(try await whole.next()?.hex == Self.serving)
      watched.health.shutDown()
      #expect(try await whole.next()?.hex == Self.notServing)
      let begun = ContinuousClock.now
      await watched.server.shutdown(within: .seconds(60))
      #expect(ContinuousClock.now - begun < .seconds(30))
      await #expect(throws: CallFailure.status(.streamShutDown)) { try await whole.next() }
    }
  }

  @Test func refusesWhatIsNoQuestion() async throws {
    try await withHealth { watched in
      let requests: [(String, Status.Code)] = [
        ("0a", .internal), ("0a 01 ff", .invalidArgument), ("0a 02 61 00", .invalidArgument),
      ]
      for (bad, code) in requests {
        var watch = try watched.watch(bad)
        do throws(CallFailure) {
          let answer = try await watch.next()
          Issue.record("\(bad) was answered with \(answer?.hex ?? "an end")")
        } catch {
          guard case .status(let status) = error, status.code == code else {
            Issue.record("\(bad): \(error)")
            continue
          }
        }
      }
    }
  }

  @Test func whoGoesAwayIsForgotten() async throws {
    try await withHealth { watched in
      do {
        let other = Client(socket: watched.path)
        let others = Watched(server: watched.server, health: watched.health, client: other, path: watched.path)
        var whole = try others.watch("")
        #expect(try await whole.next()?.hex == Self.serving)
        #expect(watched.health.watchCount == 1)
        await other.close()
      }
      await eventually { watched.health.watchCount == 0 }
    }
  }
}

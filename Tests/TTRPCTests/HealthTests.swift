import NIOCore
import NIOPosix
import Testing

@testable import TTRPC

/// The health service on a real socket, by the bytes of its messages.
@Suite(.timeLimit(.minutes(1)))
struct HealthTests {
  private static let serving = "08 01"
  private static let notServing = "08 02"

  private func withHealth(
    _ body: (HealthService, _ check: (String) async -> Result<String, Status>) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    let health = HealthService()
    health.register(on: server)
    try await server.serve(path: directory.file("s"))
    let client = Client(socket: directory.file("s"))
    try await body(health) { request in
      do throws(CallFailure) {
        let payload = ByteBuffer(hex: request)
        return .success(try await client.call(service: HealthService.name, method: "Check", payload: payload).hex)
      } catch {
        guard case .status(let status) = error else {
          Issue.record("\(error)")
          return .failure(Status(code: .unknown, message: "\(error)"))
        }
        return .failure(status)
      }
    }
    await client.close()
    await server.shutdown(within: .zero)
  }

  /// The request's bytes for a service of that name.
  private func named(_ name: String) -> String {
    name.isEmpty ? "" : ByteBuffer(bytes: [0x0a, UInt8(name.utf8.count)] + Array(name.utf8)).hex
  }

  private func unknown(_ name: String) -> Result<String, Status> {
    .failure(Status(code: .notFound, message: "unknown service \"\(name)\": it is not registered on this server"))
  }

  @Test func theServerServesFromTheStart() async throws {
    try await withHealth { _, check in
      #expect(await check("") == .success(Self.serving))
      // As a client writes it that does not leave out empty fields.
      #expect(await check("0a 00") == .success(Self.serving))
    }
  }

  @Test func everyServiceHasAStatusOfItsOwn() async throws {
    try await withHealth { health, check in
      #expect(await check(named("v1.Echo")) == unknown("v1.Echo"))
      health.set(.serving, for: "v1.Echo")
      health.set(.notServing, for: "v1.Other")
      #expect(await check(named("v1.Echo")) == .success(Self.serving))
      #expect(await check(named("v1.Other")) == .success(Self.notServing))
      health.set(.notServing, for: "v1.Echo")
      #expect(await check(named("v1.Echo")) == .success(Self.notServing))
      #expect(await check("") == .success(Self.serving))
      #expect(await check(named("v1.Ech")) == unknown("v1.Ech"))
    }
  }

  @Test func aStatusCanBeAskedFor() async throws {
    try await withHealth { health, check in
      let gate = Gate()
      health.set(for: "v1.Echo") {
        await gate.pass()
        return .notServing
      }
      gate.open()
      #expect(await check(named("v1.Echo")) == .success(Self.notServing))
    }
  }

  @Test func nothingServesOnceShutDown() async throws {
    try await withHealth { health, check in
      health.set(.serving, for: "v1.Echo")
      health.set(for: "v1.Asked") { .serving }
      health.shutDown()
      health.set(.serving, for: "v1.Echo")
      for name in ["", "v1.Echo", "v1.Asked"] { #expect(await check(named(name)) == .success(Self.notServing)) }
      #expect(await check(named("v1.Nope")) == unknown("v1.Nope"))
    }
  }

  @Test func refusesWhatIsNoQuestion() async throws {
    try await withHealth { _, check in
      for bad in ["0a 02 61 00", "0a 01 ff"] {
        #expect(
          await check(bad)
            == .failure(
              Status(
                code: .invalidArgument,
                message: "service is not UTF-8 text without NUL; send a service's full name")))
      }
      for bad in ["0a", "0a 05 61", "08 01", "ff ff ff"] {
        #expect(
          await check(bad)
            == .failure(
              Status(
                code: .internal,
                message: "the payload is not a grpc.health.v1.HealthCheckRequest; encode it as one")))
      }
      // Field 2, of a version to come.
      #expect(await check("10 01") == .success(Self.serving))
    }
  }

  @Test func doesNotRepeatLongNames() async throws {
    try await withHealth { _, check in
      let longest = String(repeating: "x", count: Limits.serviceNameBytes)
      let frame = { (text: String) in
        ByteBuffer(bytes: [0x0a, UInt8(text.utf8.count & 0x7f) | 0x80, 2] + Array(text.utf8)).hex
      }
      #expect(await check(frame(longest)) == unknown(longest))
      #expect(
        await check(frame(longest + "x"))
          == .failure(
            Status(
              code: .notFound, message: "unknown service: its name has 257 bytes, and none has more than 256")))
    }
  }
}

import NIOCore
import TTRPC
import Testing

/// `grpc.health.v1.Health` of a daemon, asked in every wrong way.
@Suite(.timeLimit(.minutes(1))) struct HealthTests {
  /// A request that is wrong in one thing, and what it must be answered: a code and part of the message.
  private struct Row: Sendable {
    let field: String
    let value: String
    let payload: [UInt8]
    let code: Status.Code
    let text: String

    init(_ field: String, _ value: String, _ payload: [UInt8], _ code: Status.Code, _ text: String) {
      self.field = field
      self.value = value
      self.payload = payload
      self.code = code
      self.text = text
    }
  }

  private static let notText = "service is not UTF-8 text without NUL"
  private static let malformed = "the payload is not a grpc.health.v1.HealthCheckRequest"
  private static let rows = [
    Row("service", "of nobody", service("muster.v1.Nobody"), .notFound, "unknown service \"muster.v1.Nobody\""),
    Row("service", "of one letter less", service("muster.v1.Acces"), .notFound, "unknown service"),
    Row("service", "blank", service(" "), .notFound, "unknown service \" \""),
    Row("service", "with a slash", service("/muster.v1.Access"), .notFound, "unknown service"),
    Row("service", "of 257 bytes", service(String(repeating: "x", count: 257)), .notFound, "257 bytes"),
    Row("service", "of 3 MiB", service(String(repeating: "x", count: 3 << 20)), .notFound, "3145728 bytes"),
    Row("service", "of 5 MiB", service(String(repeating: "x", count: 5 << 20)), .resourceExhausted, "5242"),
    Row("service", "with a NUL", service("muster.v1.Access\u{0}"), .invalidArgument, notText),
    Row("service", "of bad UTF-8", Message().adding(1, .bytes([0xC3, 0x28])).encoded, .invalidArgument, notText),
    Row("service", "of the wrong type", Message().varint(1, 1).encoded, .internal, malformed),
    Row("payload", "that ends early", [0x0a, 5, 0x6d], .internal, malformed),
    Row("payload", "of noise", [0xff, 0xff, 0xff], .internal, malformed),
  ]

  private static func service(_ name: String) -> [UInt8] { Message().text(1, name).encoded }

  @Test func everyMethodAndFieldIsAskedAbout() throws {
    let proto = try ProtoFile.health.get()
    #expect(proto.services == ["Check": "grpc.health.v1.Health", "Watch": "grpc.health.v1.Health"])
    #expect(proto.messages["HealthCheckRequest"]?.map(\.name) == ["service"])
    #expect(Set(Self.rows.map(\.field)) == ["service", "payload"])
  }

  @Test func answersWhatItKnowsAndRefusesTheRest() async throws {
    let daemon = try await WireDaemon()
    let services = Set(try ProtoFile.accounts.get().services.values)
    for name in services.union(["", "muster.v1.Admin", "grpc.health.v1.Health"]) {
      // Field 1 is 1: SERVING.
      #expect(try await daemon.call("grpc.health.v1.Health", "Check", Self.service(name)).get() == [0x08, 1])
    }
    for row in Self.rows {
      guard case .failure(let status) = try await daemon.call("grpc.health.v1.Health", "Check", row.payload) else {
        Issue.record("\(row.field) \(row.value) was accepted")
        continue
      }
      #expect(status.code == row.code && status.message.contains(row.text), "\(row.field) \(row.value): \(status)")
    }
    await daemon.stop()
  }

  @Test func whoWatchesIsAnsweredOrRefusedAlike() async throws {
    let daemon = try await WireDaemon()
    for name in ["", "muster.v1.Access", "muster.v1.SecurityHub"] {
      #expect(try await watch(Self.service(name), on: daemon) == .success([0x08, 1]), "\(name)")
    }
    for row in Self.rows {
      let first = try await watch(row.payload, on: daemon)
      // What nobody serves may come to be served: that is no error for who watches. Too long a name may not.
      if row.code == .notFound, !row.text.hasSuffix("bytes") {
        #expect(first == .success([0x08, 3]), "\(row.field) \(row.value)")
        continue
      }
      guard case .failure(let status) = first else {
        Issue.record("\(row.field) \(row.value) was accepted")
        continue
      }
      #expect(status.code == row.code && status.message.contains(row.text), "\(row.field) \(row.value): \(status)")
    }
    await daemon.stop()
  }

  /// The first that a watch is told.
  private func watch(_ payload: [UInt8], on daemon: WireDaemon) async throws -> Result<[UInt8]?, Status> {
    do throws(CallFailure) {
      let stream = try daemon.client.stream(
        .serverStreaming, service: "grpc.health.v1.Health", method: "Watch", payload: ByteBuffer(bytes: payload))
      var answers = stream.responses.makeAsyncIterator()
      return .success(try await answers.next().map { Array($0.readableBytesView) })
    } catch {
      guard case .status(let status) = error else { throw error }
      return .failure(status)
    }
  }
}

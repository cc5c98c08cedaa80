import NIOCore
import NIOPosix
import Synchronization

@testable import TTRPC

/// Our server of `v1.Echo` with all that clients of others call, live or recorded.
struct EchoForPeers {
  let directory: TemporaryDirectory
  let server: Server
  let gate = Gate()
  var path: String { directory.file("s") }

  init(_ configuration: Server.Configuration = .defaults) async throws {
    directory = try TemporaryDirectory()
    server = Server(
      group: .singletonMultiThreadedEventLoopGroup, configuration: configuration, logger: LiveServer.quiet)
    registerAnswers()
    registerWaits()
    for (name, method) in StreamMethod.examples(gate: gate) {
      server.register(service: "v1.Echo", method: name, method)
    }
    let health = HealthService()
    health.set(.serving, for: "v1.Echo")
    health.set(.notServing, for: "v1.Down")
    health.register(on: server)
    try await server.serve(path: path)
  }

  /// Adds a method from text to text.
  private func add(
    _ method: String, _ answer: @escaping @Sendable (String, CallContext) async throws(Status) -> String
  ) {
    server.register(service: "v1.Echo", method: method) { request, context throws(Status) in
      ByteBuffer(string: try await answer(String(buffer: request), context))
    }
  }

  private func registerAnswers() {
    add("Say") { text, _ throws(Status) in text }
    server.register(service: "v1.Echo", method: "Now", EchoNow())
    add("Length") { text, _ throws(Status) in "\(text.utf8.count)" }
    add("Zeros") { text, _ throws(Status) in String(repeating: "\0", count: Int(text) ?? 0) }
    add("Status") { text, _ throws(Status) in throw .asked(for: text) }
    add("Metadata") { key, context throws(Status) in
      guard key == "=" else { return context.metadata.values(for: key).joined(separator: ",") }
      return context.metadata.entries.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
    add("Deadline") { _, context throws(Status) in
      "\((context.deadline - .now()).nanoseconds / 1_000_000)"
    }
  }

  private func registerWaits() {
    server.register(service: "v1.Echo", method: "Sleep", EchoLater(gate: gate))
    add("Held") { [gate] _, _ throws(Status) in "waiting \(gate.waiting), ended \(gate.cancelled)" }
    add("Idle") { [gate] _, _ throws(Status) in "\(gate.waiting == 0)" }
    add("Release") { [gate] _, _ throws(Status) in
      gate.open()
      return ""
    }
    let meeting = Meeting()
    add("Meet") { text, _ throws(Status) in
      let words = text.split(separator: " ", maxSplits: 1)
      await meeting.join(size: Int(words[0]) ?? 0)
      return String(words[1])
    }
  }
}

/// Holds tasks until as many are there as they say.
private final class Meeting: Sendable {
  private let gate = Gate()
  private let count = Atomic(0)

  func join(size: Int) async {
    if count.add(1, ordering: .relaxed).newValue == size { gate.open() }
    await gate.pass()
  }
}

extension Status {
  /// What both peers answer when they are asked for a code.
  static func asked(for code: String) -> Status {
    let fields = [(0x0a as UInt8, "CODE_\(code)"), (0x12, "echo.example")]
    let info = fields.flatMap { tag, text in [tag, UInt8(text.utf8.count)] + Array(text.utf8) }
    return Status(
      code: Code(rawValue: Int32(code) ?? .min), message: "asked for \(code)",
      details: [
        Detail(typeURL: "type.googleapis.com/x.Y", value: [1, 0, 255]),
        Detail(typeURL: "type.googleapis.com/google.rpc.ErrorInfo", value: info),
      ])
  }
}

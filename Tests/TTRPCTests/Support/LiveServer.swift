import Logging
import NIOCore
import NIOPosix

@testable import TTRPC

/// A server on a real socket, with the methods of `v1.Echo`.
struct LiveServer {
  let directory: TemporaryDirectory
  let server: Server
  /// Holds the calls of `Sleep` and `Hold`.
  let gate = Gate()
  var path: String { directory.file("s") }

  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init(
    in directory: TemporaryDirectory? = nil, configuration: Server.Configuration = .defaults,
    interceptors: [any ServerInterceptor] = [], register: (Server) -> Void = { _ in }
  ) async throws {
    self.directory = try directory ?? TemporaryDirectory()
    server = Server(
      group: .singletonMultiThreadedEventLoopGroup, configuration: configuration, interceptors: interceptors,
      logger: Self.quiet)
    server.register(service: "v1.Echo", method: "Say") { request, _ throws(Status) in request }
    server.register(service: "v1.Echo", method: "Now", EchoNow())
    server.register(service: "v1.Echo", method: "Fail") { request, _ throws(Status) in
      throw Status(
        code: .failedPrecondition, message: "asked to fail",
        details: [.init(typeURL: "type.googleapis.com/x.Y", value: [1, 0, 255])])
    }
    server.register(service: "v1.Echo", method: "Sleep", EchoLater(gate: gate))
    server.register(service: "v1.Echo", method: "Metadata") { _, context throws(Status) in
      ByteBuffer(string: context.metadata.values(for: "ns").joined(separator: ","))
    }
    server.register(service: "v1.Echo", method: "Peer") { _, context throws(Status) in
      ByteBuffer(string: "\(context.peer.pid) \(context.peer.uid) \(context.peer.gid)")
    }
    server.register(service: "v1.Echo", method: "Zeros") { request, _ throws(Status) in
      ByteBuffer(repeating: 0, count: Int(String(buffer: request)) ?? 0)
    }
    for (name, method) in StreamMethod.examples(gate: gate) {
      server.register(service: "v1.Echo", method: name, method)
    }
    register(server)
    try await server.serve(path: path)
  }

  func client(_ configuration: Client.Configuration = .defaults) -> Client {
    Client(socket: path, configuration: configuration)
  }
}

/// Echoes on the event loop.
final class EchoNow: UnaryMethod {
  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    unsafe .now(.payload(payload))
  }
}

extension Client {
  /// Calls a method of `v1.Echo` with text.
  func echo(
    _ method: String, _ text: String = "", metadata: Metadata = [:], timeout: Duration? = .seconds(10)
  ) async throws(CallFailure) -> String {
    let answer = try await call(
      service: "v1.Echo", method: method, payload: ByteBuffer(string: text), metadata: metadata, timeout: timeout)
    return String(buffer: answer)
  }

  /// Why such a call fails. Nil when it does not.
  func failure(of method: String, timeout: Duration? = .seconds(10)) async -> CallFailure? {
    do throws(CallFailure) {
      _ = try await echo(method, timeout: timeout)
      return nil
    } catch {
      return error
    }
  }
}

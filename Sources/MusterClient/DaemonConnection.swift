internal import MusterModel
internal import MusterRPC
internal import NIOCore
internal import TTRPC

/// The connection of a client, and what a message becomes on it.
struct DaemonConnection: Sendable {
  private let socket: String
  private let timeout: Duration?
  private let client: Client
  private let arenas = ArenaPool()

  init(socket: String, timeout: Duration?) {
    self.socket = socket
    self.timeout = timeout
    client = Client(socket: socket)
  }

  private func send<Output: Sendable>(
    service: String, method: String, isMutation: Bool, metadata: Metadata,
    encode: (ArenaPool) throws(CallError) -> ByteBuffer,
    decode: (ByteBuffer, ArenaPool) throws(UnexpectedReply) -> Output
  ) async throws(MusterClientError) -> Output {
    let request: ByteBuffer
    do throws(CallError) {
      request = try encode(arenas)
    } catch {
      throw MusterClientError(.refused(error.code), error.message)
    }
    let response: ByteBuffer
    do throws(CallFailure) {
      response = try await client.call(
        service: service, method: method, payload: request, metadata: metadata, timeout: timeout,
        idempotent: !isMutation)
    } catch {
      throw MusterClientError(error, socket: socket, isMutation: isMutation)
    }
    do throws(UnexpectedReply) {
      return try decode(response, arenas)
    } catch {
      throw MusterClientError(
        .unexpectedReply, "The daemon at \(socket) answered \(method) with something else: \(error.reason).")
    }
  }

  func send<C: RemoteCall>(_ call: C, _ metadata: Metadata) async throws(MusterClientError) -> C.Output {
    try await send(
      service: C.service, method: C.operation.name, isMutation: C.operation.isMutation, metadata: metadata,
      encode: { arenas throws(CallError) in try call.encoded(with: arenas) },
      decode: { message, arenas throws(UnexpectedReply) in try C.output(from: message, with: arenas) })
  }

  func status() async throws(MusterClientError) -> DaemonStatus {
    try await send(
      service: StatusRequest.service, method: StatusRequest.method, isMutation: false, metadata: Metadata(),
      encode: { arenas throws(CallError) in try StatusRequest.encoded(with: arenas) },
      decode: { message, arenas throws(UnexpectedReply) in try StatusRequest.output(from: message, with: arenas) })
  }

  /// A connection on which somebody answers.
  static func open(_ socket: String, timeout: Duration?) async throws(MusterClientError) -> DaemonConnection {
    let connection = DaemonConnection(socket: socket, timeout: timeout)
    do throws(MusterClientError) {
      try await connection.connect(within: timeout)
      return connection
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Makes sure that somebody answers: any reply to the health check will do. Daemons before the health service say
  /// "unimplemented", and one that is not serving all it could can still say why to the call that needs it.
  func connect(within timeout: Duration?) async throws(MusterClientError) {
    do throws(CallFailure) {
      _ = try await client.call(
        service: "grpc.health.v1.Health", method: "Check", payload: ByteBuffer(), timeout: timeout,
        idempotent: true)
    } catch {
      if case .status = error { return }
      throw MusterClientError(error, socket: socket, isMutation: false)
    }
  }

  func close() async { await client.close() }
}

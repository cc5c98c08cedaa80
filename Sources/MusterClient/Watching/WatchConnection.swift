internal import MusterModel
internal import MusterRPC
internal import NIOCore
internal import TTRPC

/// The connection of one watch, which nothing else uses: closing it is how any daemon learns that nobody watches, and a
/// watcher that does not read delays no other call.
final class WatchConnection: Sendable {
  private let socket: String
  private let metadata: Metadata
  private let client: Client
  private let connections: WatchConnections
  private let arenas = ArenaPool()

  init(socket: String, _ metadata: Metadata, _ connections: WatchConnections) {
    self.socket = socket
    self.metadata = metadata
    self.connections = connections
    client = Client(socket: socket)
  }

  deinit { connections.remove(client) }

  /// Begins the watch, or begins it again. Whether the daemon can be reached is told by what is read.
  func open() throws(MusterClientError) -> ClientStream.Responses.Iterator {
    guard connections.add(client) else { throw .clientClosed }
    let request: ByteBuffer
    do throws(CallError) {
      request = unsafe try WatchMembers().encoded(with: arenas)
    } catch {
      throw MusterClientError(.refused(error.code), error.message)
    }
    do throws(CallFailure) {
      return try client.stream(
        .serverStreaming, service: unsafe WatchMembers.service, method: WatchMembers.operation.name, payload: request,
        metadata: metadata
      ).responses.makeAsyncIterator()
    } catch {
      throw MusterClientError(error, socket: socket, isMutation: false)
    }
  }

  /// What the daemon tells next.
  func next(
    of responses: inout ClientStream.Responses.Iterator, isolation: isolated (any Actor)? = #isolation
  ) async throws(MusterClientError) -> RosterUpdate {
    let message: ByteBuffer?
    do throws(CallFailure) {
      message = try await responses.next(isolation: isolation)
    } catch {
      throw failure(error)
    }
    guard let message else { throw unexpected("ended the watch without a reason") }
    do throws(UnexpectedReply) {
      return unsafe try WatchMembers.output(from: message, with: arenas)
    } catch {
      throw unexpected("told something else: \(error.reason)")
    }
  }

  private func failure(_ failure: CallFailure) -> MusterClientError {
    switch failure {
    case .connectionLost(let reason, _):
      MusterClientError(
        .connectionLost(mayHaveBeenApplied: false), "The connection to the daemon was lost: \(reason).")
    // The daemon gave up the watch, and not this task: as if the connection had been lost.
    case .status(let status) where status.code == .cancelled:
      MusterClientError(.refused(.cancelled), "The daemon ended the watch: \(status.message)")
    default:
      MusterClientError(failure, socket: socket, isMutation: false)
    }
  }

  private func unexpected(_ what: String) -> MusterClientError {
    MusterClientError(.unexpectedReply, "The daemon at \(socket) \(what).")
  }
}

extension MusterClientError {
  static var clientClosed: MusterClientError { MusterClientError(.closed, "The client was closed.") }
}

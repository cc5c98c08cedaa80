internal import Synchronization
internal import TTRPC

/// The connections of a client's watches, to be closed with the client.
final class WatchConnections: Sendable {
  private struct State {
    var isClosed = false
    var open: [ObjectIdentifier: Client] = [:]
  }

  private let state = Mutex(State())

  /// Nil once the client was closed.
  func add(_ client: Client) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.open[ObjectIdentifier(client)] = client
      return true
    }
  }

  func remove(_ client: Client) { state.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(client)) } }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func close() async {
    let open = state.withLock { state in
      state.isClosed = true
      return state.open
    }
    for client in open.values { await client.close() }
  }
}

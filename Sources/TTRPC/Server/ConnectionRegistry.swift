internal import NIOCore
internal import Synchronization

/// The open connections of a server, so that a shutdown reaches each of them.
final class ConnectionRegistry: Sendable {
  private struct State {
    var channels: [UInt64: any Channel] = [:]
    var nextID: UInt64 = 1
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Adds a connection until it closes. Nil when no more are taken.
  func add(_ channel: any Channel) -> UInt64? {
    let id: UInt64? = state.withLock { state in
      guard !state.isClosed else { return nil }
      defer { state.nextID += 1 }
      state.channels[state.nextID] = channel
      return state.nextID
    }
    guard let id else { return nil }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { _ = $0.channels.removeValue(forKey: id) }
    }
    return id
  }

  /// Takes no more connections. Returns those that are open.
  func close() -> [any Channel] {
    state.withLock { state in
      state.isClosed = true
      return Array(state.channels.values)
    }
  }
}

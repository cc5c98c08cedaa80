package import MusterModel
package import MusterRPC
internal import Synchronization
internal import TTRPC

/// Several connections to one daemon, for a process that acts for any number of accounts. Calls take turns on them, any
/// number at a time on each; every connection is made with its first call, and made anew after it was lost.
package final class DaemonPool: Sendable {
  private let connections: [DaemonConnection]
  private let turn = Atomic<Int>(0)

  /// Does not connect. `count` is at least one; a connection lives on one event loop, at either end.
  package init(socket: String, connections count: Int, timeout: Duration?) {
    connections = (0..<max(1, count)).map { _ in DaemonConnection(socket: socket, timeout: timeout) }
  }

  /// Sends a call that acts for an account. The daemon's audit line bears the request's id.
  package func send<C: RemoteCall>(
    _ call: C, for account: AccountID, in region: Region, requestID: String
  ) async throws(MusterClientError) -> C.Output {
    try await next().send(call, Metadata(account: account, region: region, requestID: requestID))
  }

  /// Returns when somebody answers at the socket.
  package func checkReachable(within time: Duration) async throws(MusterClientError) {
    try await next().connect(within: time)
  }

  /// Closes every connection; calls under way fail as `closed`. Every later one does, too.
  package func close() async {
    for connection in connections { await connection.close() }
  }

  private func next() -> DaemonConnection {
    let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    return connections[Int(UInt(bitPattern: number) % UInt(connections.count))]
  }
}

internal import HummingbirdCore
internal import Logging
internal import MusterProcess

/// How many connections are served at a time. Who comes then waits in the kernel's queue, and the log says so.
struct ConnectionLimit: AvailableConnectionsDelegate {
  private let most: Int
  private let logger: Logger
  private var count = 0
  private var isTold = false

  /// Descriptors are kept back for the daemon, the log and the credentials: without any, every request would fail and the
  /// daemon be blamed.
  ///
  /// - Throws: where this process may not have enough to serve anybody.
  init(logger: Logger) throws(StartError) {
    let descriptors = ProcessSetup.descriptorLimit
    guard descriptors >= 2 * Limits.descriptorsKept else {
      throw .failure(
        "this process may have \(descriptors) open files and needs \(2 * Limits.descriptorsKept) at least; raise the limit "
          + "with `ulimit -n`, or LimitNOFILE= in its unit")
    }
    self.init(most: min(Limits.connections, descriptors - Limits.descriptorsKept), logger: logger)
  }

  init(most: Int, logger: Logger) {
    self.most = most
    self.logger = logger
  }

  mutating func connectionOpened() {
    count += 1
    guard count >= most, !isTold else { return }
    isTold = true
    logger.warning(
      "all connections that are served at a time are taken; the next wait until one ends",
      metadata: ["connections": "\(most)"])
  }

  mutating func connectionClosed() {
    count -= 1
    // Not at every one that comes and goes.
    if count < most / 2 { isTold = false }
  }

  func isAcceptingNewConnections() -> Bool { count < most }
}

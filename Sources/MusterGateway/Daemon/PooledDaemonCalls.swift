internal import MusterClient
internal import MusterModel
internal import MusterRPC

/// A daemon that can be asked whether it is there.
protocol ReachableDaemon: DaemonCalls {
  func isReachable() async -> Bool
}

/// Has calls answered by the daemon on this host.
struct PooledDaemonCalls: ReachableDaemon {
  let pool: DaemonPool

  func perform<C: RemoteCall>(_ call: C, for caller: Caller, requestID: String) async throws(AWSError) -> C.Output {
    do throws(MusterClientError) {
      return try await pool.send(call, for: caller.account, in: caller.region, requestID: requestID)
    } catch {
      throw AWSError(error)
    }
  }

  func isReachable() async -> Bool { (try? await pool.checkReachable(within: Limits.readinessTime)) != nil }
}

extension AWSError {
  /// Where the daemon's socket is, and what is wrong with it, is for the log.
  init(_ error: MusterClientError) {
    switch error.kind {
    case .refused(let code): self.init(CallError(code, error.message))
    case .unreachable:
      self.init(
        .serviceUnavailable, "The Muster daemon cannot be reached. Nothing was done; try again when it is back.")
    case .connectionLost(mayHaveBeenApplied: false):
      self.init(.serviceUnavailable, "The connection to the Muster daemon was lost. Nothing was done; try again.")
    case .connectionLost(mayHaveBeenApplied: true):
      self.init(
        .serviceUnavailable,
        "The connection to the Muster daemon was lost. The request may have been applied; look before you repeat it.")
    case .deadlineExceeded, .cancelled:
      self.init(
        .serviceUnavailable,
        "The Muster daemon did not answer in time. The request may have been applied; look before you repeat it.")
    case .closed:
      self.init(
        .serviceUnavailable,
        "The gateway stops. The request may have been applied; look before you repeat it.")
    case .unexpectedReply:
      self.init(.internal, "The Muster daemon answered with something else; use one of the gateway's version.")
    }
  }
}

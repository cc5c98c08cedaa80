package import MusterClient
internal import MusterModel

extension Failure {
  /// The one place that says how each end of a call ends the program.
  package init(_ error: MusterClientError) {
    switch error.kind {
    case .refused(let code):
      self = Failure(code, error.message)
    case .unreachable:
      self = Failure(
        .unreachable, "Unreachable", error.message,
        remedy: "Start it with `musterd`, or name another socket with --socket or MUSTER_SOCKET.")
    case .connectionLost:
      self = Failure(
        .failed, "ConnectionLost", error.message,
        remedy: "See with `muster status` whether the daemon runs, and run the same command again.")
    case .deadlineExceeded:
      self = Failure(.deadlineExceeded, error.message)
    case .cancelled:
      self = Failure(.cancelled, error.message)
    case .unexpectedReply:
      self = Failure(
        .failed, "UnexpectedReply", error.message,
        remedy: "Use muster and musterd of the same version, and make sure that the socket is musterd's.")
    case .closed:
      self = Failure(.failed, "Closed", error.message)
    }
  }

  private init(_ code: CallError.Code, _ message: String) {
    self.init(code.ending, code.awsName, message)
    switch code {
    case .invalidInput, .accessDenied, .resourceNotFound, .resourceConflict, .limitExceeded:
      // The daemon's message says what to do.
      break
    case .invalidAccess:
      remedy = "Enable its hub first, with `muster hub enable`."
    case .internal, .unavailable:
      remedy = "Nothing was changed. The daemon's log says more."
    case .overloaded:
      remedy = "Nothing was changed; run the same command again later."
    case .deadlineExceeded, .cancelled:
      remedy = "A change may still be carried out: look before you run the same command again."
    }
  }
}

extension CallError.Code {
  fileprivate var ending: Ending {
    switch self {
    case .invalidInput, .invalidAccess, .accessDenied, .resourceNotFound, .resourceConflict, .limitExceeded: .refused
    case .internal, .unavailable, .overloaded, .deadlineExceeded, .cancelled: .failed
    }
  }
}

public import MusterModel
internal import MusterRPC
internal import TTRPC

/// Why a call of the client library was not done.
public struct MusterClientError: Error, Hashable, Sendable {
  /// For programs: what to do about it.
  public enum Kind: Hashable, Sendable {
    /// The daemon answered with an error. The call was not applied.
    case refused(CallError.Code)
    /// No daemon could be reached. The call was not sent.
    case unreachable
    /// The connection broke while the call was under way. Where it may have been applied, ask before sending it
    /// again.
    case connectionLost(mayHaveBeenApplied: Bool)
    /// The deadline passed first. A call that changes something may have been applied.
    case deadlineExceeded
    /// The task was cancelled first. A call that changes something may have been applied.
    case cancelled
    /// What came back is no answer of a Muster daemon of a version that this library knows.
    case unexpectedReply
    /// The client was closed.
    case closed
  }

  public let kind: Kind
  /// For people: says what to do.
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// AWS's name of the error that the daemon answered with, `ResourceNotFoundException` for example.
  public var awsErrorName: String? {
    if case .refused(let code) = kind { code.awsName } else { nil }
  }
}

extension MusterClientError {
  /// Whether a call that changes something may have been applied although it ended so.
  public var mayHaveBeenApplied: Bool {
    switch kind {
    case .refused(.deadlineExceeded), .refused(.cancelled): true
    case .refused, .unreachable: false
    case .connectionLost(let mayHaveBeenApplied): mayHaveBeenApplied
    case .deadlineExceeded, .cancelled, .unexpectedReply, .closed: true
    }
  }
}

extension MusterClientError: CustomStringConvertible {
  public var description: String { message }
}

extension MusterClientError {
  /// `isMutation` tells whether the call can change anything: a read that was lost can just be sent again.
  init(_ failure: CallFailure, socket: String, isMutation: Bool) {
    switch failure {
    case .status(let status):
      self.init(status, socket: socket)
    case .deadlineExceeded:
      self.init(.deadlineExceeded, "The daemon at \(socket) did not answer before the deadline.")
    case .cancelled:
      self.init(.cancelled, "The call was cancelled.")
    case .cannotConnect(let reason):
      self.init(.unreachable, "Cannot reach the daemon: \(reason). Is musterd running?")
    case .connectionLost(let reason, let written):
      let mayBeApplied = written && isMutation
      self.init(
        .connectionLost(mayHaveBeenApplied: mayBeApplied),
        "The connection to the daemon was lost: \(reason). "
          + (mayBeApplied ? "The call may have been applied." : "The call was not applied."))
    case .messageTooLarge(let size, let limit):
      self.init(
        .refused(.invalidInput), "The request has \(size) bytes; at most \(limit) are possible. Send less in one call.")
    case .protocolViolation(let reason):
      self.init(.unexpectedReply, "What answers at \(socket) does not speak ttrpc as it should: \(reason)")
    case .closed:
      self = .clientClosed
    }
  }

  /// A daemon's answer that is an error. Its deadline and ours are the same one, whoever notices first.
  private init(_ status: Status, socket: String) {
    guard let error = CallError(status) else {
      self.init(.unexpectedReply, "The daemon at \(socket) answered \(status); is it a Muster daemon of this version?")
      return
    }
    switch error.code {
    case .deadlineExceeded: self.init(.deadlineExceeded, error.message)
    case .cancelled: self.init(.cancelled, error.message)
    default: self.init(.refused(error.code), error.message)
    }
  }
}

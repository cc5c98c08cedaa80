/// Why a call has no answer.
public enum CallFailure: Error, Sendable, Equatable {
  /// The server answered with an error.
  case status(Status)

  /// The deadline passed while the call waited, was sent, or ran. Whether it took effect is not known.
  case deadlineExceeded

  /// The task that made the call was cancelled. Whether it took effect is not known.
  case cancelled

  /// Nobody answers at the path. The call was not sent.
  case cannotConnect(reason: String)

  /// The connection ended before the answer came. If `written` is false the server cannot have run the call;
  /// otherwise it may have.
  case connectionLost(reason: String, written: Bool)

  /// The call is `size` bytes long, more than the `limit`. It was not sent.
  case messageTooLarge(size: Int, limit: Int)

  /// The server answered with something that is no answer. Whether the call took effect is not known.
  case protocolViolation(reason: String)

  /// The client was closed.
  case closed
}

extension CallFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .status(let status): "\(status)"
    case .deadlineExceeded: "the deadline of the call passed"
    case .cancelled: "the call was cancelled"
    case .cannotConnect(let reason): reason
    case .connectionLost(let reason, true): "\(reason); the call may have been executed"
    case .connectionLost(let reason, false): "\(reason); the call was not sent"
    case .messageTooLarge(let size, let limit): "the call is \(size) bytes long, at most \(limit) can be sent"
    case .protocolViolation(let reason): "the server broke the protocol: \(reason)"
    case .closed: "the client is closed"
    }
  }
}

internal import NIOCore

/// A call that somebody waits for.
struct PendingRequest: Sendable {
  let request: OutgoingRequest
  let deadline: NIODeadline
  /// May be run twice.
  let isIdempotent: Bool
  private let waiter: Waiter

  private enum Waiter {
    case call(CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>)
    case stream(StreamCall)
  }

  /// Set for a stream.
  var stream: StreamCall? {
    if case .stream(let stream) = waiter { stream } else { nil }
  }

  init(
    _ request: OutgoingRequest, deadline: NIODeadline, isIdempotent: Bool,
    continuation: CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>
  ) {
    self.request = request
    self.deadline = deadline
    self.isIdempotent = isIdempotent
    waiter = .call(continuation)
  }

  init(_ request: OutgoingRequest, deadline: NIODeadline, stream: StreamCall) {
    self.request = request
    self.deadline = deadline
    isIdempotent = false
    waiter = .stream(stream)
  }

  /// Ends a unary call. Once.
  func end(_ result: Result<ByteBuffer, CallFailure>) {
    guard case .call(let continuation) = waiter else {
      preconditionFailure("a stream ends with its frames, not with one result")
    }
    continuation.resume(returning: result)
  }

  func fail(_ failure: CallFailure) {
    switch waiter {
    case .call(let continuation): continuation.resume(returning: .failure(failure))
    case .stream(let stream): stream.end(failure)
    }
  }
}

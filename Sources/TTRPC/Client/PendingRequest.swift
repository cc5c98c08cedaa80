internal import NIOCore

/// A call that somebody waits for.
struct PendingRequest: Sendable {
  let request: OutgoingRequest
  let deadline: NIODeadline
  /// May be run twice.
  let isIdempotent: Bool
  private let continuation: CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>

  init(
    _ request: OutgoingRequest, deadline: NIODeadline, isIdempotent: Bool,
    continuation: CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>
  ) {
    self.request = request
    self.deadline = deadline
    self.isIdempotent = isIdempotent
    self.continuation = continuation
  }

  /// Ends the call. Once.
  func end(_ result: Result<ByteBuffer, CallFailure>) {
    continuation.resume(returning: result)
  }

  func fail(_ failure: CallFailure) {
    end(.failure(failure))
  }
}

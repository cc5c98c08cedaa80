internal import NIOCore

/// A call that somebody waits for.
struct PendingRequest: Sendable {
  let request: OutgoingRequest
  let deadline: NIODeadline
  private let continuation: CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>

  init(
    _ request: OutgoingRequest, deadline: NIODeadline,
    continuation: CheckedContinuation<Result<ByteBuffer, CallFailure>, Never>
  ) {
    self.request = request
    self.deadline = deadline
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

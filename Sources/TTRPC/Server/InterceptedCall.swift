internal import NIOCore
internal import Synchronization

/// A call and the interceptors that let it pass.
struct InterceptedCall: Sendable {
  let context: CallContext
  private let begun: NIODeadline
  private var passed: [any ServerInterceptor] = []

  /// Asks the interceptors, the outermost first.
  ///
  /// - Throws: what one of them refuses the call with. The others have been told.
  init(_ context: CallContext, passing interceptors: [any ServerInterceptor]) throws(Status) {
    self.context = context
    begun = .now()
    for interceptor in interceptors {
      do throws(Status) {
        try interceptor.willHandle(context)
        passed.append(interceptor)
      } catch {
        finish(with: error)
        throw error
      }
    }
  }

  /// Tells the interceptors, the innermost first.
  func finish(with status: Status?, traffic: StreamTraffic? = nil) {
    let duration = Duration.nanoseconds((NIODeadline.now() - begun).nanoseconds)
    for interceptor in passed.reversed() {
      if context.stream == nil {
        interceptor.didFinish(context, with: status, after: duration)
      } else {
        interceptor.didFinishStream(context, with: status, after: duration, traffic: traffic ?? StreamTraffic())
      }
    }
  }
}

/// Tells the interceptors of a call once how it ended, whoever finds out first: its answer is encoded or its last frame
/// written, it is cancelled, or its result is thrown away because the connection is gone.
final class CallWatch: Sendable {
  private let call: InterceptedCall
  private let hasFinished = Atomic(false)

  init(_ call: InterceptedCall) {
    self.call = call
  }

  deinit {
    // A result that nobody wanted any more is never encoded.
    abandon()
  }

  func finish(with status: Status?, traffic: StreamTraffic? = nil) {
    guard !hasFinished.exchange(true, ordering: .relaxed) else { return }
    call.finish(with: status, traffic: traffic)
  }

  /// The caller gets no answer: its deadline has passed, or else it is gone.
  func abandon() {
    finish(with: call.context.deadline <= .now() ? .deadlineExceeded : .connectionClosed)
  }
}

extension Status {
  fileprivate static let connectionClosed = Status(
    code: .cancelled, message: "the call was cancelled, or its connection closed, before it was answered")
}

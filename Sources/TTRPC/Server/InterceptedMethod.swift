internal import NIOCore
internal import Synchronization

/// A method behind the interceptors of its server. Made once, when the method is registered: where there are no
/// interceptors, there is nothing between a call and its method.
struct InterceptedMethod: UnaryMethod {
  private let method: any UnaryMethod
  private let interceptors: [any ServerInterceptor]

  init(_ method: any UnaryMethod, behind interceptors: [any ServerInterceptor]) {
    self.method = method
    self.interceptors = interceptors
  }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    var call = InterceptedCall(context: context, begun: .now())
    for interceptor in interceptors {
      do throws(Status) {
        try interceptor.willHandle(context)
        call.passed.append(interceptor)
      } catch {
        call.finish(with: error)
        return .now(.failure(error))
      }
    }
    switch unsafe method.handle(payload, context: context, arena: arena) {
    case .now(let reply, let work):
      call.finish(with: reply.status)
      return .now(reply, work: work)
    case .later(let work):
      return .later(Self.watching(work, of: CallWatch(call)))
    }
  }

  /// The same work, which reports how it ended.
  private static func watching(
    _ work: @escaping @Sendable () async -> @Sendable (Arena) -> Reply, of watch: CallWatch
  ) -> @Sendable () async -> @Sendable (Arena) -> Reply {
    {
      let encode = await withTaskCancellationHandler(operation: work, onCancel: watch.abandon)
      return { arena in
        let reply = encode(arena)
        watch.finish(with: reply.status)
        return reply
      }
    }
  }
}

/// A call and the interceptors that let it pass.
private struct InterceptedCall: Sendable {
  let context: CallContext
  let begun: NIODeadline
  var passed: [any ServerInterceptor] = []

  /// Tells the interceptors, the innermost first.
  func finish(with status: Status?) {
    let duration = Duration.nanoseconds((NIODeadline.now() - begun).nanoseconds)
    for interceptor in passed.reversed() { interceptor.didFinish(context, with: status, after: duration) }
  }
}

/// Tells the interceptors of a call once how it ended, whoever finds out first: its answer is encoded, it is cancelled,
/// or its result is thrown away because the connection is gone.
private final class CallWatch: Sendable {
  private let call: InterceptedCall
  private let hasFinished = Atomic(false)

  init(_ call: InterceptedCall) {
    self.call = call
  }

  deinit {
    // A result that nobody wanted any more is never encoded.
    abandon()
  }

  func finish(with status: Status?) {
    guard !hasFinished.exchange(true, ordering: .relaxed) else { return }
    call.finish(with: status)
  }

  /// The caller gets no answer: its deadline has passed, or else it is gone.
  func abandon() {
    finish(with: call.context.deadline <= .now() ? .deadlineExceeded : .connectionClosed)
  }
}

extension Reply {
  /// The error that is replied, if it is one.
  fileprivate var status: Status? {
    if case .failure(let status) = self { status } else { nil }
  }
}

extension Status {
  fileprivate static let connectionClosed = Status(
    code: .cancelled, message: "the connection was closed before the call was answered")
}

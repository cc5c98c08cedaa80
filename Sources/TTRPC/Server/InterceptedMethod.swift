/// A method behind the interceptors of its server. Made once, when the method is registered: where there are no
/// interceptors, there is nothing between a call and its method.
final class InterceptedMethod: UnaryMethod {
  private let method: any UnaryMethod
  private let interceptors: [any ServerInterceptor]

  init(_ method: any UnaryMethod, behind interceptors: [any ServerInterceptor]) {
    self.method = method
    self.interceptors = interceptors
  }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    let call: InterceptedCall
    do throws(Status) {
      call = try InterceptedCall(context, passing: interceptors)
    } catch {
      return .now(.failure(error))
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

extension Reply {
  /// The error that is replied, if it is one.
  fileprivate var status: Status? {
    if case .failure(let status) = self { status } else { nil }
  }
}

internal import NIOCore

/// A call and the interceptors that have seen it.
struct SeenCall: Sendable {
  /// As the innermost interceptor left it.
  private(set) var call: ClientCall
  private var seen: [(any ClientInterceptor, ClientCall)] = []
  private let begun = NIODeadline.now()

  init(_ call: ClientCall, by interceptors: [any ClientInterceptor]) {
    self.call = call
    for interceptor in interceptors {
      interceptor.willCall(&self.call)
      seen.append((interceptor, self.call))
    }
  }

  /// Tells the interceptors, the innermost first.
  func finish(with failure: CallFailure?, traffic: StreamTraffic? = nil) {
    let duration = Duration.nanoseconds((NIODeadline.now() - begun).nanoseconds)
    for (interceptor, call) in seen.reversed() {
      if call.stream == nil {
        interceptor.didFinish(call, with: failure, after: duration)
      } else {
        interceptor.didFinishStream(call, with: failure, after: duration, traffic: traffic ?? StreamTraffic())
      }
    }
  }
}

extension Client {
  /// Makes a call, seen by the interceptors.
  func intercepted(
    _ call: ClientCall, _ make: (ClientCall) async throws(CallFailure) -> ByteBuffer
  ) async throws(CallFailure) -> ByteBuffer {
    let seen = SeenCall(call, by: interceptors)
    do throws(CallFailure) {
      let answer = try await make(seen.call)
      seen.finish(with: nil)
      return answer
    } catch {
      seen.finish(with: error)
      throw error
    }
  }
}

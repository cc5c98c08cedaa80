internal import NIOCore

extension Client {
  /// Makes a call, seen by the interceptors.
  func intercepted(
    _ call: ClientCall, _ make: (ClientCall) async throws(CallFailure) -> ByteBuffer
  ) async throws(CallFailure) -> ByteBuffer {
    let begun = NIODeadline.now()
    var call = call
    var seen: [(any ClientInterceptor, ClientCall)] = []
    for interceptor in interceptors {
      interceptor.willCall(&call)
      seen.append((interceptor, call))
    }
    let finish = { (failure: CallFailure?) in
      let duration = Duration.nanoseconds((NIODeadline.now() - begun).nanoseconds)
      for (interceptor, call) in seen.reversed() { interceptor.didFinish(call, with: failure, after: duration) }
    }
    do throws(CallFailure) {
      let answer = try await make(call)
      finish(nil)
      return answer
    } catch {
      finish(error)
      throw error
    }
  }
}

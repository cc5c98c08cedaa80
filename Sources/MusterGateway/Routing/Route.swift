internal import MusterJSON
internal import MusterModel
internal import MusterRPC

/// One operation of AWS's service: where it stands, what belongs to its request, and which call it is.
struct Route: Sendable {
  /// Where a request says what it wants, beside the path. What is sent elsewhere is ignored, as unknown fields are: the
  /// body of an operation that has none need not be JSON.
  enum Input: Hashable, Sendable {
    case nothing
    case body
    case query([QueryParameter])
  }

  let method: String
  /// As the service's model writes it: `/tags/{ResourceArn}`.
  let path: String
  /// AWS's name of the operation, the older one where that is called.
  let name: String
  let operation: Operation
  let input: Input
  private let run: @Sendable (JSONObject, any DaemonCalls, Caller, String) async throws(AWSError) -> JSONValue

  init<C: RemoteCall & JSONCall>(_ method: String, _ path: String, _ call: C.Type, _ input: Input = .nothing) {
    self.init(
      method, path, C.operation.name, input,
      read: { document throws(JSONError) in try C(request: document) },
      check: { call throws(CallError) in try call.checkShape() },
      answer: { C.answer($0) })
  }

  /// A route whose request or answer differs from the call's usual one.
  init<C: RemoteCall>(
    _ method: String, _ path: String, _ name: String, _ input: Input = .nothing,
    read: @escaping @Sendable (JSONObject) throws(JSONError) -> C,
    check: @escaping @Sendable (C) throws(CallError) -> Void,
    answer: @escaping @Sendable (C.Output) -> JSONValue
  ) {
    self.method = method
    self.path = path
    self.name = name
    operation = C.operation
    self.input = input
    run = { document, handler, caller, requestID throws(AWSError) in
      let call: C
      do throws(JSONError) { call = try read(document) } catch { throw AWSError(error) }
      // Here and not at the daemon only, so that what is wrong with a request alone costs no way there and back.
      do throws(CallError) { try check(call) } catch { throw AWSError(error) }
      return answer(try await handler.perform(call, for: caller, requestID: requestID))
    }
  }

  /// Makes the call that the document asks for, and writes what it came to.
  func perform(
    document: JSONObject, with handler: some DaemonCalls, for caller: Caller, requestID: String
  ) async throws(AWSError) -> JSONValue {
    try await run(document, handler, caller, requestID)
  }
}

/// Whoever gets calls answered by a daemon.
protocol DaemonCalls: Sendable {
  func perform<C: RemoteCall>(
    _ call: C, for caller: Caller, requestID: String
  ) async throws(AWSError) -> C.Output
}

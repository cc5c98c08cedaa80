internal import CMusterProto
internal import MusterModel

/// A call of the model as its service puts it on the wire: both messages, both ways.
///
/// Conformances are `@unsafe` because the generated structures hold pointers; each is used within the arena's message
/// only, by ``MessageEncoder`` and ``MessageDecoder``. A new call is a file beside this one, a line in ``MusterService``, and its messages in the proto.
protocol RPCCall: RemoteCall {
  associatedtype CRequest
  associatedtype CResponse

  static var request: MessageType<CRequest> { get }
  static var response: MessageType<CResponse> { get }

  func write(to request: UnsafeMutablePointer<CRequest>, _ encoder: MessageEncoder) throws(WireError)
  init(reading request: CRequest) throws(WireError)

  static func write(
    _ output: Output, to response: UnsafeMutablePointer<CResponse>, _ encoder: MessageEncoder
  ) throws(WireError)
  static func read(_ response: CResponse) throws(WireError) -> Output
}

/// A call whose answer says nothing but that it was done.
protocol DoneRPCCall: RPCCall where Output == Done {}

extension DoneRPCCall {
  static func write(
    _ output: Done, to response: UnsafeMutablePointer<CResponse>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  static func read(_ response: CResponse) throws(WireError) -> Done { Done() }
}

/// A call that is always refused, until there is something it can be answered with.
protocol RefusedRPCCall: RPCCall where Output == Never {}

extension RefusedRPCCall {
  static func write(
    _ output: Never, to response: UnsafeMutablePointer<CResponse>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  static func read(_ response: CResponse) throws(WireError) -> Never {
    throw .badReply("this version knows of no answer to \(operation) but a refusal")
  }
}

/// A call of `muster.v1.Access`, whose request names its Region: a peer that can send no metadata has to say it
/// somewhere.
protocol AccessRPCCall: RPCCall, AccessCall {
  static func region(of request: CRequest) -> ProtobufCBinaryData
}

/// A call whose request names both account and Region, for a peer that can send no metadata.
protocol WatchRPCCall: RPCCall {
  static func account(of request: CRequest) -> ProtobufCBinaryData
  static func region(of request: CRequest) -> ProtobufCBinaryData
}

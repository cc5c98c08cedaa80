internal import MusterModel
internal import TTRPC

/// Reads who asks for what. A call that cannot be read never reaches whoever answers calls, and is reported there
/// nevertheless: every call is counted.
struct CallReader: Sendable {
  let handler: any CallHandler
  let defaultRegion: Region

  /// A call for which somebody acts.
  func read<C: RPCCall>(
    _: C.Type, _ payload: UnsafeRawBufferPointer, _ context: CallContext, _ arena: Arena
  ) throws(CallError) -> (C, Principal) {
    try reporting(C.operation, context) { () throws(CallError) in
      let principal = try Principal(context, defaultRegion: defaultRegion)
      return (unsafe try C(decoding: payload, in: arena), principal)
    }
  }

  /// A question for which nobody acts.
  func read<C: AccessRPCCall>(
    question _: C.Type, _ payload: UnsafeRawBufferPointer, _ context: CallContext, _ arena: Arena
  ) throws(CallError) -> (C, Asker) {
    try reporting(C.operation, context) { () throws(CallError) in
      let claims = try Claims(context.metadata)
      let (call, region) = unsafe try Self.decode(C.self, payload, in: arena)
      let asker = Asker(
        peer: Peer(context.peer), region: try claims.region(agreeingWith: region) ?? defaultRegion,
        requestID: claims.requestID)
      return (call, asker)
    }
  }

  /// A call whose request may name who acts.
  func read<C: WatchRPCCall>(
    watch _: C.Type, _ payload: UnsafeRawBufferPointer, _ context: CallContext, _ arena: Arena
  ) throws(CallError) -> (C, Principal) {
    try reporting(C.operation, context) { () throws(CallError) in
      let claims = try Claims(context.metadata)
      let claimed = try Claims.account(in: context.metadata)
      let (call, account, region) = unsafe try Self.decode(watch: C.self, payload, in: arena)
      let asker = Asker(
        peer: Peer(context.peer), region: try claims.region(agreeingWith: region) ?? defaultRegion,
        requestID: claims.requestID)
      return (call, Principal(asker, for: try Claims.account(claimed, agreeingWith: account)))
    }
  }

  private static func decode<C: WatchRPCCall>(
    watch _: C.Type, _ payload: UnsafeRawBufferPointer, in arena: Arena
  ) throws(CallError) -> (call: C, account: String, region: String) {
    do throws(WireError) {
      let message = unsafe try MessageDecoder.decode(C.request, from: payload, in: arena)
      return unsafe (
        try C(reading: message), try MessageDecoder.text(C.account(of: message), "Account"),
        try MessageDecoder.text(C.region(of: message), "Region")
      )
    } catch {
      throw CallError(error)
    }
  }

  private static func decode<C: AccessRPCCall>(
    _: C.Type, _ payload: UnsafeRawBufferPointer, in arena: Arena
  ) throws(CallError) -> (call: C, region: String) {
    do throws(WireError) {
      let message = unsafe try MessageDecoder.decode(C.request, from: payload, in: arena)
      return unsafe (try C(reading: message), try MessageDecoder.text(C.region(of: message), "Region"))
    } catch {
      throw CallError(error)
    }
  }

  private func reporting<Value>(
    _ operation: MusterModel.Operation, _ context: CallContext, _ read: () throws(CallError) -> Value
  ) throws(CallError) -> Value {
    do throws(CallError) {
      return try read()
    } catch {
      handler.refused(operation, from: Asker(peer: Peer(context.peer), region: defaultRegion), error)
      throw error
    }
  }
}

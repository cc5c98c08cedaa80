internal import MusterModel
internal import TTRPC

/// A method of Muster's: a closure, made by one of the functions below for one call.
///
/// Not a type that is generic over its call, and its reader not over its handler: Swift compiles what such a type does
/// as a witness once for all types, and it then asks the runtime for metadata again and again. That was half of the time
/// of a read.
//
// @safe: what is stored is code; the bytes it is given are read by it before it returns.
@safe final class CallMethod: UnaryMethod {
  private let body: @Sendable (UnsafeRawBufferPointer, CallContext, Arena) -> Handling

  init(_ body: @escaping @Sendable (UnsafeRawBufferPointer, CallContext, Arena) -> Handling) {
    unsafe self.body = unsafe body
  }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    unsafe body(payload, context, arena)
  }

  /// A call that reads: answered in the event loop where all it needs is in memory.
  static func reading<C: ReadCall & RPCCall>(_: C.Type, by reader: CallReader) -> CallMethod {
    unsafe CallMethod { payload, context, arena in
      do throws(CallError) {
        let (call, principal) = try unsafe reader.read(C.self, payload, context, arena)
        if let output = try reader.handler.answerNow(call, for: principal) {
          return .now(C.reply(.success(output), in: arena), work: call.lookups)
        }
        return C.later { () throws(CallError) in try await reader.handler.perform(call, for: principal) }
      } catch {
        return .now(.failure(Status(error)))
      }
    }
  }

  /// A question for which nobody acts: answered in the event loop where all it is about is in memory.
  static func asking<C: AccessRPCCall>(_: C.Type, by reader: CallReader) -> CallMethod {
    unsafe CallMethod { payload, context, arena in
      do throws(CallError) {
        let (call, asker) = try unsafe reader.read(question: C.self, payload, context, arena)
        if let output = try reader.handler.answerNow(call, for: asker) {
          return .now(C.reply(.success(output), in: arena), work: call.lookups)
        }
        return C.later { () throws(CallError) in try await reader.handler.perform(call, for: asker) }
      } catch {
        return .now(.failure(Status(error)))
      }
    }
  }

  /// A call that may change something: decoded in the event loop, and answered when all of it is durable.
  static func writing<C: RPCCall>(
    _: C.Type, by reader: CallReader,
    _ perform: @escaping @Sendable (C, Principal) async throws(CallError) -> C.Output
  ) -> CallMethod {
    unsafe CallMethod { payload, context, arena in
      do throws(CallError) {
        let (call, principal) = try unsafe reader.read(C.self, payload, context, arena)
        return C.later { () throws(CallError) in try await perform(call, principal) }
      } catch {
        return .now(.failure(Status(error)))
      }
    }
  }

  /// `muster.v1.Admin/GetStatus`.
  static func status(of admin: any AdminHandler) -> CallMethod {
    unsafe CallMethod { _, context, _ in
      .later {
        let result = await Result(awaiting: { () throws(CallError) in try await admin.status(for: Peer(context.peer)) })
        return { arena in
          unsafe Reply(result, GetStatus.response, in: arena) { output, message, encoder throws(WireError) in
            unsafe try GetStatus.write(output, to: message, encoder)
          }
        }
      }
    }
  }
}

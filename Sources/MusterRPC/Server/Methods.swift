internal import MusterModel
internal import TTRPC

/// A call that reads: answered in the event loop where all it needs is in memory.
struct ReadMethod<C: ReadCall & RPCCall, Handler: CallHandler>: UnaryMethod {
  let reader: CallReader<Handler>

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    do throws(CallError) {
      let (call, principal) = try unsafe reader.read(C.self, payload, context, arena).get()
      if let output = try reader.handler.answerNow(call, for: principal) {
        return .now(C.reply(.success(output), in: arena), work: call.lookups)
      }
      return C.later { [reader] () throws(CallError) in try await reader.handler.perform(call, for: principal) }
    } catch {
      return .now(.failure(Status(error)))
    }
  }
}

/// A question for which nobody acts: answered in the event loop where all it is about is in memory.
struct AccessMethod<C: AccessRPCCall, Handler: CallHandler>: UnaryMethod {
  let reader: CallReader<Handler>

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    do throws(CallError) {
      let (call, asker) = try unsafe reader.read(question: C.self, payload, context, arena).get()
      if let output = try reader.handler.answerNow(call, for: asker) {
        return .now(C.reply(.success(output), in: arena), work: call.lookups)
      }
      return C.later { [reader] () throws(CallError) in try await reader.handler.perform(call, for: asker) }
    } catch {
      return .now(.failure(Status(error)))
    }
  }
}

/// A call that may change something: decoded in the event loop, and answered when all of it is durable.
struct WriteMethod<C: RPCCall, Handler: CallHandler>: UnaryMethod {
  let reader: CallReader<Handler>
  let perform: @Sendable (C, Principal) async throws(CallError) -> C.Output

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    do throws(CallError) {
      let (call, principal) = try unsafe reader.read(C.self, payload, context, arena).get()
      return C.later { [perform] () throws(CallError) in try await perform(call, principal) }
    } catch {
      return .now(.failure(Status(error)))
    }
  }
}

/// `muster.v1.Admin/GetStatus`.
struct StatusMethod<Admin: AdminHandler>: UnaryMethod {
  let admin: Admin

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    .later { [admin] in
      let result = await Result(awaiting: { () throws(CallError) in try await admin.status(for: Peer(context.peer)) })
      return { arena in
        unsafe Reply(result, GetStatus.response, in: arena) { output, message, encoder throws(WireError) in
          unsafe try GetStatus.write(output, to: message, encoder)
        }
      }
    }
  }
}

extension RPCCall {
  /// The call that a request's payload says.
  init(decoding payload: UnsafeRawBufferPointer, in arena: Arena) throws(CallError) {
    do throws(WireError) {
      let message = unsafe try MessageDecoder.decode(Self.request, from: payload, in: arena)
      try self.init(reading: message)
    } catch {
      throw CallError(error)
    }
  }

  /// Answers with what the work comes to.
  static func later(_ work: @escaping @Sendable () async throws(CallError) -> Output) -> Handling {
    .later {
      let result = await Result(awaiting: work)
      return { arena in reply(result, in: arena) }
    }
  }

  static func reply(_ result: Result<Output, CallError>, in arena: Arena) -> Reply {
    unsafe Reply(result, response, in: arena) { output, message, encoder throws(WireError) in
      unsafe try write(output, to: message, encoder)
    }
  }
}

extension Result where Failure == CallError {
  fileprivate init(awaiting body: () async throws(CallError) -> Success) async {
    do throws(CallError) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}

extension Reply {
  init<Output, C>(
    _ result: Result<Output, CallError>, _ type: MessageType<C>, in arena: Arena,
    _ write: (Output, UnsafeMutablePointer<C>, MessageEncoder) throws(WireError) -> Void
  ) {
    do throws(CallError) {
      let output = try result.get()
      let encoder = MessageEncoder(arena: arena)
      do throws(WireError) {
        self = unsafe .payload(
          try encoder.encode(type) { message throws(WireError) in unsafe try write(output, message, encoder) })
      } catch {
        throw CallError(error)
      }
    } catch {
      self = .failure(Status(error))
    }
  }
}

internal import MusterModel
internal import TTRPC

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
  init(awaiting body: () async throws(CallError) -> Success) async {
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

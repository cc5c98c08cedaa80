package import NIOCore

/// What a method answers.
//
// @safe: the pointer is read by `ReplyBuffer.append` before the arena it points into is reset.
@safe package enum Reply {
  /// The encoded message, in the arena that the method was given. Copied out before that is reset.
  case payload(UnsafeRawBufferPointer)
  /// The encoded message, in a buffer of its own.
  case buffer(ByteBuffer)
  case failure(Status)
}

/// How a method answers.
package enum Handling {
  /// At once: no task, no hop, no allocation of ours. `work` tells what it cost, in units of the cheapest answer:
  /// after ``Limits/workPerTurn`` of them the connection lets others have their turn.
  case now(Reply, work: Int = 1)

  /// After some waiting. The work runs in a task, which is cancelled at the call's deadline and when the peer is gone;
  /// what it returns is run on the connection's event loop, to encode the answer into that loop's arena. Never run at all
  /// where as many calls of the user run already as may: nothing may have happened before.
  case later(@Sendable () async -> @Sendable (Arena) -> Reply)
}

/// A method with one request and one answer, as the transport calls it. A class, so that whoever calls it copies a
/// reference and not what it is made of.
package protocol UnaryMethod: AnyObject, Sendable {
  /// Runs on the connection's event loop and must not block it.
  ///
  /// - Parameters:
  ///   - payload: the encoded request, **valid only during this call**.
  ///   - context: who calls, and what they said beside the message.
  ///   - arena: to decode the request and to encode the answer in.
  /// - Returns: the answer, or the work that finds it.
  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling
}

/// A method written by a user of the library: buffers in and out, always in a task.
final class BufferMethod: UnaryMethod {
  private let body: @Sendable (ByteBuffer, CallContext) async throws(Status) -> ByteBuffer

  init(body: @escaping @Sendable (ByteBuffer, CallContext) async throws(Status) -> ByteBuffer) {
    self.body = body
  }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    let request = unsafe ByteBuffer(bytes: payload)
    return .later { [body] in
      let result: Result<ByteBuffer, Status>
      do throws(Status) {
        result = .success(try await body(request, context))
      } catch {
        result = .failure(error)
      }
      return { _ in
        switch result {
        case .success(let buffer): .buffer(buffer)
        case .failure(let status): .failure(status)
        }
      }
    }
  }
}

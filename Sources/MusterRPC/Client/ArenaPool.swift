internal import CMusterProto
internal import MusterModel
internal import NIOCore
internal import Synchronization
internal import TTRPC

/// Arenas for callers and for methods that stream, who are on any thread: lent for one message at a time.
package final class ArenaPool: Sendable {
  /// An arena outside the pool.
  //
  // @unchecked Sendable: an arena is used by one thread at a time, since only the thread that took its loan out of
  // the pool has it, until it puts it back.
  private struct Loan: @unchecked Sendable {
    let arena: Arena
  }

  private let idle = Mutex<[Loan]>([])

  package init() {}

  func encode<C>(
    _ type: MessageType<C>, _ fill: (UnsafeMutablePointer<C>, MessageEncoder) throws(WireError) -> Void
  ) throws(CallError) -> ByteBuffer {
    let loan = try take()
    defer { putBack(loan) }
    let encoder = MessageEncoder(arena: loan.arena)
    do throws(WireError) {
      let bytes = unsafe try encoder.encode(type) { message throws(WireError) in unsafe try fill(message, encoder) }
      return unsafe ByteBuffer(bytes: bytes)
    } catch {
      throw CallError(error)
    }
  }

  func decode<C, Output>(
    _ type: MessageType<C>, from message: ByteBuffer, _ read: (C) throws(WireError) -> Output
  ) throws(UnexpectedReply) -> Output {
    let loan: Loan
    do throws(CallError) { loan = try take() } catch { throw UnexpectedReply(reason: error.message) }
    defer { putBack(loan) }
    let result: Result<Output, WireError> = unsafe message.withUnsafeReadableBytes { bytes in
      do throws(WireError) {
        return .success(try read(unsafe MessageDecoder.decode(type, from: bytes, in: loan.arena)))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let output): return output
    case .failure(.badReply(let reason)): throw UnexpectedReply(reason: reason)
    case .failure(let error): throw UnexpectedReply(reason: CallError(error).message)
    }
  }

  /// Does something with an arena of its own.
  func lending<Output>(_ body: (Arena) throws(CallError) -> Output) throws(CallError) -> Output {
    let loan = try take()
    defer { putBack(loan) }
    return try body(loan.arena)
  }

  private func take() throws(CallError) -> Loan {
    if let loan = idle.withLock({ $0.popLast() }) { return loan }
    guard let arena = Arena() else {
      throw CallError(.overloaded, "The system has no address space left for a message.")
    }
    return Loan(arena: arena)
  }

  private func putBack(_ loan: Loan) {
    loan.arena.reset()
    idle.withLock { idle in
      if idle.count < Self.kept { idle.append(loan) }
    }
  }

  /// As many as threads are likely to encode at once; more are made when they are needed, and then let go.
  private static let kept = 8
}

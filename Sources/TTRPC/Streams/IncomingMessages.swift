internal import NIOCore
internal import Synchronization

/// Hands what arrives on a connection's event loop to the one task that reads it.
final class IncomingMessages<Failure: Error>: Sendable {
  private typealias Result = Swift.Result<ByteBuffer?, Failure>

  private struct State {
    var inbox: StreamInbox<Failure>
    /// Set exactly while the inbox is awaited.
    var reader: CheckedContinuation<Result, Never>?

    mutating func takeReader() -> CheckedContinuation<Result, Never>? {
      defer { reader = nil }
      return reader
    }
  }

  private let state: Mutex<State>
  /// Tells the connection that enough was taken to let the peer send more. Called from any thread.
  private let tell: (@Sendable () -> Void)?
  /// What the connection's streams keep.
  private let ledger: StreamLedger?
  let bound: StreamBound

  init(
    bound: StreamBound, creditCost: Int = .max, ledger: StreamLedger? = nil, tell: (@Sendable () -> Void)? = nil
  ) {
    state = Mutex(State(inbox: StreamInbox(bound: bound, creditCost: creditCost)))
    self.bound = bound
    self.ledger = ledger
    self.tell = tell
  }

  /// Changes the state, and enters what that keeps or frees.
  private func change<T: Sendable>(_ body: @Sendable (inout State) -> T) -> T {
    let (result, difference) = state.withLock { state in
      let before = state.inbox.held.cost
      let result = body(&state)
      return (result, state.inbox.held.cost - before)
    }
    if difference != 0 { ledger?.add(difference) }
    return result
  }

  /// What waits to be read.
  var held: StreamBound { state.withLock(\.inbox.held) }

  /// What the peer may send beyond what it was told before. Nil while that is not worth a frame.
  func credit() -> StreamBound? {
    state.withLock { $0.inbox.credit() }
  }

  /// All that arrived.
  var total: StreamBound { state.withLock(\.inbox.total) }

  /// A message arrived. Returns false when it is one too many.
  func put(_ message: ByteBuffer) -> Bool {
    let message = message.compact
    let (action, reader, tells) = change { state in
      let action = state.inbox.put(message)
      return (action, action == .deliver ? state.takeReader() : nil, state.inbox.announceTaken())
    }
    if tells { tell?() }
    reader?.resume(returning: .success(message))
    return action != .overflow
  }

  /// Nothing more arrives.
  func end(_ failure: Failure?) {
    let reader = state.withLock { $0.inbox.end(failure) ? $0.takeReader() : nil }
    reader?.resume(returning: failure.map { .failure($0) } ?? .success(nil))
  }

  /// The stream is over for the peer: what waits is dropped, and who reads is told why.
  func abort(_ failure: Failure) {
    let reader = change { $0.inbox.abort(failure) ? $0.takeReader() : nil }
    reader?.resume(returning: .failure(failure))
  }

  /// Nobody reads any more.
  func discard() {
    let reader = change { state in
      state.inbox.discard()
      return state.takeReader()
    }
    reader?.resume(returning: .success(nil))
  }

  /// The next message, nil at the end. One task at a time may ask.
  func next(
    whenCancelled failure: Failure, isolation: isolated (any Actor)? = #isolation
  ) async throws(Failure) -> ByteBuffer? {
    if !Task.isCancelled {
      let (result, tells) = change { (Self.take(&$0), $0.inbox.announceTaken()) }
      if tells { tell?() }
      if let result { return try result.get() }
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { reader in
        let result = change { state -> Result? in
          if Task.isCancelled { return .failure(failure) }
          if let result = Self.take(&state) { return result }
          precondition(state.reader == nil, "two tasks read one stream at a time; let one of them read")
          state.inbox.startAwaiting()
          state.reader = reader
          return nil
        }
        if let result { reader.resume(returning: result) }
      }
    } onCancel: {
      let reader = state.withLock { state in
        state.inbox.stopAwaiting()
        return state.takeReader()
      }
      reader?.resume(returning: .failure(failure))
    }
    return try result.get()
  }

  private static func take(_ state: inout State) -> Result? {
    switch state.inbox.take() {
    case .message(let message): .success(message)
    case .end: .success(nil)
    case .failure(let failure): .failure(failure)
    case .nothing: nil
    }
  }
}

extension ByteBuffer {
  /// The same bytes without the large buffer that they may be a slice of: what is kept must cost what it counts.
  fileprivate var compact: ByteBuffer {
    storageCapacity > 2 * readableBytes + 64 ? ByteBuffer(bytes: readableBytesView) : self
  }
}

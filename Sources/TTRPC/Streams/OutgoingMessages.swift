internal import NIOCore
internal import Synchronization

/// Hands what tasks write to the event loop of their connection, and makes them wait while it cannot be sent.
final class OutgoingMessages<Ending: Sendable, Failure: Error>: Sendable {
  private typealias Writer = CheckedContinuation<Result<Void, Failure>, Never>

  private struct State {
    var outbox: StreamOutbox<Ending, Failure>
    /// Tasks that wait until the outbox is within its bound.
    var writers: [UInt64: Writer] = [:]
    var nextWriter: UInt64 = 0

    /// Those that need not wait any longer.
    mutating func release(isCrowded: Bool) -> [Writer] {
      guard !writers.isEmpty, !outbox.isFull(isCrowded: isCrowded) else { return [] }
      return takeWriters()
    }

    mutating func takeWriters() -> [Writer] {
      defer { writers = [:] }
      return Array(writers.values)
    }
  }

  private let state: Mutex<State>
  /// Tells the connection that something is here. Called from any thread.
  private let tell: @Sendable () -> Void
  /// What the connection's streams keep.
  private let ledger: StreamLedger?

  init(
    bound: StreamBound, window: StreamBound? = nil, ledger: StreamLedger? = nil, tell: @escaping @Sendable () -> Void
  ) {
    state = Mutex(State(outbox: StreamOutbox(bound: bound, window: window)))
    self.ledger = ledger
    self.tell = tell
  }

  /// Changes the state, and enters what that keeps or frees.
  private func change<T: Sendable>(_ body: @Sendable (inout State) -> T) -> T {
    let (result, difference) = state.withLock { state in
      let before = state.outbox.held.cost
      let result = body(&state)
      return (result, state.outbox.held.cost - before)
    }
    if difference != 0 { ledger?.add(difference) }
    return result
  }

  private var isCrowded: Bool { ledger?.isOver ?? false }

  /// Queues a message, and waits until there is room for more.
  ///
  /// - Throws: why the stream is over; `ended` after an ending; `cancelled` when the task is cancelled while it waits.
  ///   The message is queued then.
  func send(
    _ message: ByteBuffer, afterEnd ended: Failure, whenCancelled cancelled: Failure,
    isolation: isolated (any Actor)? = #isolation
  ) async throws(Failure) {
    if Task.isCancelled { throw cancelled }
    let action = change { $0.outbox.send(message) }
    let waits = state.withLock { $0.outbox.isFull(isCrowded: isCrowded) }
    switch action {
    case .queued(let first): if first { tell() }
    case .refused(let failure): throw failure
    case .afterEnd: throw ended
    }
    if waits { try await waitForRoom(whenCancelled: cancelled).get() }
  }

  private func waitForRoom(
    whenCancelled cancelled: Failure, isolation: isolated (any Actor)? = #isolation
  ) async -> Result<Void, Failure> {
    let id = state.withLock { state in
      state.nextWriter += 1
      return state.nextWriter
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { writer in
        let result = state.withLock { state -> Result<Void, Failure>? in
          if Task.isCancelled { return .failure(cancelled) }
          guard state.outbox.isFull(isCrowded: isCrowded) else { return .success(()) }
          state.writers[id] = writer
          return nil
        }
        if let result { writer.resume(returning: result) }
      }
    } onCancel: {
      state.withLock { $0.writers.removeValue(forKey: id) }?.resume(returning: .failure(cancelled))
    }
  }

  /// All that was taken to be sent.
  var total: StreamBound { state.withLock(\.outbox.total) }

  /// The writer is done.
  func finish(_ ending: Ending) {
    if state.withLock({ $0.outbox.finish(ending) }) { tell() }
  }

  /// What the connection sends next, no message longer than `room`. Nil for nothing; then it is told when there is
  /// something.
  func next(within room: Int = .max) -> StreamOutbox<Ending, Failure>.Item? {
    let item = change { $0.outbox.next(within: room) }
    let writers = state.withLock { $0.release(isCrowded: isCrowded) }
    for writer in writers { writer.resume(returning: .success(())) }
    return item
  }

  /// Whether at the last look at what is next there was a message that the peer had no room for.
  var isHeldBack: Bool { state.withLock(\.outbox.isHeldBack) }

  /// The peer has said what it may have unread, nil for whatever it is sent.
  func open(_ window: StreamBound?) {
    if state.withLock({ $0.outbox.open(window) }) { tell() }
  }

  /// The stream is over for the peer.
  func abort(_ failure: Failure) {
    let (first, writers) = change { ($0.outbox.abort(failure), $0.takeWriters()) }
    if first { tell() }
    for writer in writers { writer.resume(returning: .failure(failure)) }
  }

  /// The peer has read some.
  func grant(_ read: StreamBound) {
    if state.withLock({ $0.outbox.grant(read) }) { tell() }
  }
}

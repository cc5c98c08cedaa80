internal import Dispatch
internal import Glibc
internal import MusterModel
internal import Synchronization

/// Where the lines of this process go. They are written by a thread of its own: whoever logs waits for no reader.
final class LogOutput: Sendable {
  static let standardError = LogOutput(STDERR_FILENO)

  private struct State {
    var queue: LogQueue
    var style = LogStyle(program: "")
    var hasThread = false
    /// Until when to wait for lines that come at the end.
    var deadline: DispatchTime?
    /// Those who wait until nothing is left to write.
    var waiting: [DispatchSemaphore] = []
  }

  private let state: Mutex<State>
  private let writer: LineWriter
  private let work = DispatchSemaphore(value: 0)

  /// Borrows the descriptor.
  init(_ descriptor: CInt, _ queue: LogQueue = LogQueue()) {
    writer = LineWriter(descriptor)
    state = Mutex(State(queue: queue))
  }

  /// How the lines look that are its own.
  func use(_ style: LogStyle) { state.withLock { $0.style = style } }

  /// Returns at once while there is a thread to write. Before that it returns when the line is written, unless somebody
  /// else is at it; and at the end as ``finish(within:)`` does.
  func write(_ text: String, isAudit: Bool = false, at time: Timestamp) {
    let line = LogQueue.Line(text: text, isAudit: isAudit, time: time)
    let (isFirst, hasThread, deadline) = state.withLock { state in
      (state.queue.append(line), state.hasThread, state.deadline)
    }
    if isFirst {
      if hasThread { work.signal() } else { writeWaiting() }
    }
    if let deadline { _ = wait(until: deadline) }
  }

  /// Waits until everything is written, for so long at most. Lines that come later are waited for as well, until that
  /// same moment: the process may end after each of them.
  @discardableResult
  func finish(within time: Duration) -> Bool {
    let deadline = DispatchTime.now() + .nanoseconds(Int(time / .nanoseconds(1)))
    state.withLock { $0.deadline = deadline }
    return wait(until: deadline)
  }

  private func wait(until deadline: DispatchTime) -> Bool {
    let done = DispatchSemaphore(value: 0)
    let isIdle = state.withLock { state in
      if !state.queue.isIdle { state.waiting.append(done) }
      return state.queue.isIdle
    }
    return isIdle || done.wait(timeout: deadline) == .success
  }

  // MARK: Writing

  /// Makes the thread, once; it lives as long as the process. Not one of Swift's pool, of which a reader that is stuck
  /// would hold one up. Where there can be none the lines are written by those who log them.
  func start() {
    state.withLock { state in
      guard !state.hasThread else { return }
      var thread = pthread_t()
      // Balanced by the thread, or below where there is none.
      let output = unsafe Unmanaged.passRetained(self)
      let failure = unsafe pthread_create(
        &thread, nil,
        { output in
          guard let output = unsafe output else { return nil }
          // What was passed just above, for this thread alone.
          unsafe Unmanaged<LogOutput>.fromOpaque(output).takeRetainedValue().work(forever: ())
        }, output.toOpaque())
      guard failure == 0 else {
        unsafe output.release()
        return
      }
      pthread_detach(thread)
      state.hasThread = true
    }
  }

  private func work(forever: Void) -> Never {
    while true {
      work.wait()
      writeWaiting(gatheringLines: true)
    }
  }

  /// One thread at a time: the one that the queue chose. To wake the thread costs whoever logs more than the line does:
  /// so before it sleeps, it waits for a moment whether more lines come, and writes those together.
  private func writeWaiting(gatheringLines: Bool = false) {
    while let (write, bytes) = next() {
      let written = writer.write(bytes)
      let hasMore = state.withLock { state in
        state.queue.ended(write, written: written, of: bytes.count)
        return state.queue.isWaiting || !state.waiting.isEmpty
      }
      if gatheringLines, !hasMore { usleep(Limits.logGatheringMicroseconds) }
    }
  }

  private func next() -> (LogQueue.Write, [UInt8])? {
    let (write, style, waiting) = state.withLock { state in
      let write = state.queue.next()
      defer { if write == nil { state.waiting = [] } }
      return (write, state.style, state.waiting)
    }
    switch write {
    case .lines(let lines)?:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(lines.reduce(0) { $0 + $1.bytes })
      for line in lines { Self.append(line.text, to: &bytes) }
      return (.lines(lines), bytes)
    case .loss(let loss)?:
      var bytes: [UInt8] = []
      Self.append(style.line(loss, at: .now), to: &bytes)
      return (.loss(loss), bytes)
    case nil:
      for semaphore in waiting { semaphore.signal() }
      return nil
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

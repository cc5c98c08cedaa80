internal import NIOCore

/// Names a call of a client, on whatever connection it goes out.
typealias CallID = UInt64

/// The calls of a client that have no answer yet: those that wait, in order, and those that were sent, by stream id.
struct PendingCalls<Call> {
  private enum Place {
    case waiting
    case sent(StreamID)
  }

  private struct Pending {
    let call: Call
    let deadline: NIODeadline
    /// May be run twice.
    let isIdempotent: Bool
    /// It takes any number of frames, and is never sent twice: its messages may be under way.
    let isStream: Bool
    var place: Place = .waiting
    /// Sent once before, on a connection that was lost.
    var wasReturned = false
    /// A server may have run it then.
    var mayHaveRun = false
  }

  private var calls: [CallID: Pending] = [:]
  /// In the order in which they came. May name calls that have ended.
  private(set) var waiting = CircularBuffer<CallID>()
  private var streams: [StreamID: CallID] = [:]

  /// Calls that were sent.
  var sentCount: Int { streams.count }
  var hasWaiting: Bool { waitingCount > 0 }
  private var waitingCount: Int { calls.count - streams.count }
  var nextDeadline: NIODeadline? { calls.values.lazy.map(\.deadline).min() }

  mutating func insert(
    _ call: Call, id: CallID, deadline: NIODeadline, isIdempotent: Bool = false, isStream: Bool = false
  ) {
    calls[id] = Pending(call: call, deadline: deadline, isIdempotent: isIdempotent, isStream: isStream)
    waiting.append(id)
  }

  /// Sends the call that waited longest. Nil when none waits.
  mutating func send(on stream: StreamID) -> (id: CallID, call: Call, deadline: NIODeadline)? {
    while let id = waiting.popFirst() {
      guard let pending = calls[id] else { continue }
      calls[id]?.place = .sent(stream)
      streams[stream] = id
      return (id, pending.call, pending.deadline)
    }
    return nil
  }

  /// A frame arrived on a stream: its call, which is removed unless it takes more frames after this one.
  mutating func receive(on stream: StreamID, isLast: Bool) -> (call: Call, isStream: Bool)? {
    if !isLast, let pending = streams[stream].flatMap({ calls[$0] }), pending.isStream { return (pending.call, true) }
    let removed = streams.removeValue(forKey: stream).flatMap { calls.removeValue(forKey: $0) }
    return removed.map { ($0.call, $0.isStream) }
  }

  /// The stream that a call was sent on.
  func stream(of id: CallID) -> StreamID? {
    if case .sent(let stream)? = calls[id]?.place { stream } else { nil }
  }

  /// Removes the call that was sent on a stream.
  mutating func remove(stream: StreamID) -> Call? {
    streams.removeValue(forKey: stream).flatMap { calls.removeValue(forKey: $0)?.call }
  }

  /// Removes a call, wherever it is.
  mutating func remove(_ id: CallID) -> Call? {
    guard let pending = calls.removeValue(forKey: id) else { return nil }
    switch pending.place {
    case .sent(let stream): streams[stream] = nil
    case .waiting: forgetEnded()
    }
    return pending.call
  }

  /// Calls that end while nothing can be sent must not pile up in the queue.
  private mutating func forgetEnded() {
    guard waiting.count > 2 * waitingCount + 64 else { return }
    let calls = calls
    waiting.removeAll { calls[$0] == nil }
  }

  mutating func removeExpired(now: NIODeadline) -> [Call] {
    let expired = calls.filter { $0.value.deadline <= now }.keys.sorted()
    return expired.compactMap { remove($0) }
  }

  /// Removes every call, oldest first. A server may have run those marked as written, on a connection before.
  mutating func removeAll() -> [(call: Call, written: Bool)] {
    let all = calls.sorted { $0.key < $1.key }.map { (call: $0.value.call, written: $0.value.mayHaveRun) }
    self = PendingCalls()
    return all
  }

  /// The connection is gone: removes the calls that were sent on it, oldest first.
  ///
  /// Those that can be sent again without doing anything twice wait again, in front, unless that has happened to them
  /// before: idempotent ones, and the one of the unwritten stream.
  ///
  /// - Parameter unwritten: a stream whose frame was certainly not written whole.
  /// - Returns: the other calls, and whether the server may have run them.
  mutating func removeSent(unwritten: StreamID?) -> [(call: Call, written: Bool)] {
    var lost: [(call: Call, written: Bool)] = []
    var returned: [CallID] = []
    for (stream, id) in streams.sorted(by: { $0.key < $1.key }) {
      guard var pending = calls.removeValue(forKey: id) else { continue }
      let isWritten = stream != unwritten
      pending.mayHaveRun = pending.mayHaveRun || isWritten
      guard !pending.wasReturned, !pending.isStream, pending.isIdempotent || !isWritten else {
        lost.append((pending.call, pending.mayHaveRun))
        continue
      }
      pending.wasReturned = true
      pending.place = .waiting
      calls[id] = pending
      returned.append(id)
    }
    for id in returned.reversed() { waiting.prepend(id) }
    streams = [:]
    return lost
  }
}

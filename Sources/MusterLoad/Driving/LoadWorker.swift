internal import CMusterLoad
internal import MusterModel
internal import MusterRPC
internal import TTRPC

/// One thread's share of the connections.
final class LoadWorker {
  private let plan: LoadPlan
  private let calls: LoadCalls
  private let watch: LoadWatch
  private let connections: [LoadConnection]
  private var caller: Caller
  private var poll: Poll
  private var pace: Pace
  private var tally: Tally
  private var out: [UInt8] = []
  private var inFlight = 0
  private var isSending = true
  private var callsLeft: Int
  /// When the measured time began, and when sending ended.
  private var measured: UInt64 = 0
  private var end: UInt64 = 0
  /// Why it ended before its time.
  private var broken: LoadError?

  /// Connects.
  init(_ plan: LoadPlan, _ calls: LoadCalls, thread: Int, _ watch: LoadWatch) throws(LoadError) {
    self.plan = plan
    self.calls = calls
    self.watch = watch
    var connections: [LoadConnection] = []
    poll = try Poll()
    for number in plan.connections(ofThread: thread) {
      let connection = try LoadConnection(plan, number: number, calls)
      connection.socket.waitAtMost(nanoseconds: Limits.look)
      try poll.add(connection.socket.descriptor, as: connections.count)
      connections.append(connection)
    }
    self.connections = connections
    caller = Caller(calls, seed: UInt64(thread) + 1)
    tally = Tally(calls, isFixed: plan.rate != nil)
    callsLeft = plan.calls(ofThread: thread)
    pace = Pace(plan, thread: thread, connections: connections.count)
    out.reserveCapacity(2 * Self.writeBytes)
  }

  /// Calls until the time is over, and then waits for the last answers. Says what was measured, whatever ended it.
  func run() -> LoadReport {
    muster_wake_in_time()
    let begin = Clock.now()
    measured = begin + UInt64(plan.warmUpSeconds * 1e9)
    end = measured + UInt64(plan.seconds * 1e9)
    tally.begin(at: measured)
    pace.begin(at: begin)
    do throws(LoadError) {
      try callAndWait()
    } catch {
      broken = error
      watch.stop()
      if isSending { stopSending(at: min(Clock.now(), end)) }
    }
    leave(at: Clock.now())
    var report = tally.report(until: end)
    report.broken = broken
    return report
  }

  private func callAndWait() throws(LoadError) {
    var buffer = [UInt8](repeating: 0, count: Limits.readBytes)
    if plan.rate == nil { for index in connections.indices { fillOrLose(index) } }
    while true {
      let now = Clock.now()
      if isSending, now >= end || watch.isStopped || callsLeft == 0 { stopSending(at: min(now, end)) }
      if !isSending {
        if inFlight == 0 { break }
        if now > end + Limits.drainSeconds * 1_000_000_000 { break }
      } else if plan.rate != nil {
        for index in pace.release(by: now) { fillOrLose(index) }
      }
      try turn(&buffer)
    }
  }

  /// Nothing new is sent when a connection is gone. Its calls have no answer any more; those of others are waited for.
  private func lose(_ connection: LoadConnection, _ error: LoadError) {
    guard !connection.isLost else { return }
    connection.isLost = true
    poll.remove(connection.socket.descriptor)
    inFlight -= connection.inFlight.count
    if !isSending { watch.wait(for: -connection.inFlight.count) }
    if broken == nil { broken = error }
    watch.stop()
  }

  /// What was never answered, and what was never sent: none of it may be missing in the report.
  private func leave(at now: UInt64) {
    for (index, connection) in connections.enumerated() {
      for call in connection.inFlight.calls { tally.leave(call, at: now) }
      for calls in pace.unsent(of: index, sent: connection.sent, measuredFrom: measured) {
        tally.leave(calls, of: caller.operation(), at: now)
      }
    }
  }

  /// At a fixed rate what was due in its time is sent at the end, too, as soon as there is room: it only waited longer.
  private var mayFill: Bool { isSending || pace.isFixed && broken == nil }

  private func stopSending(at time: UInt64) {
    // What was due is not left out because nobody looked in time.
    for index in pace.release(by: time) { fillOrLose(index) }
    isSending = false
    watch.wait(for: inFlight)
    end = time
  }

  /// Waits for something to do, and does it.
  private func turn(_ buffer: inout [UInt8]) throws(LoadError) {
    // Who has but one connection and nothing to do meanwhile waits where the bytes come.
    if connections.count == 1, plan.rate == nil, connections[0].pending.isEmpty {
      return receiveOrLose(0, &buffer, waits: true)
    }
    let patience = isSending && pace.isFixed ? pace.wait(from: Clock.now()) : Limits.look
    for token in try poll.wait(nanoseconds: patience) {
      let index = Int(token)
      receiveOrLose(index, &buffer, waits: false)
    }
  }

  private func receiveOrLose(_ index: Int, _ buffer: inout [UInt8], waits: Bool) {
    let connection = connections[index]
    do throws(LoadError) {
      if !connection.pending.isEmpty { try goOnWriting(index) }
      try receive(index, &buffer, waits: waits)
      if mayFill { try fill(index) }
    } catch {
      lose(connection, error)
    }
  }

  private func receive(_ index: Int, _ buffer: inout [UInt8], waits: Bool) throws(LoadError) {
    let connection = connections[index]
    guard let count = try connection.socket.read(into: &buffer, waits: waits) else { return }
    let now = Clock.now()
    let bytes = buffer.span.extracting(..<count)
    var offset = 0
    let before = connection.inFlight.count
    defer {
      let replies = before - connection.inFlight.count
      inFlight -= replies
      watch.answered(replies)
      if !isSending { watch.wait(for: -replies) }
    }
    while let reply = try connection.reader.next(in: bytes, from: &offset) { try take(reply, connection, now) }
  }

  private func take(_ reply: ReplyReader.Reply, _ connection: LoadConnection, _ now: UInt64) throws(LoadError) {
    switch reply {
    case .answered(let stream, let bytes):
      let call = try known(stream, connection)
      if bytes > 0, calls.wantsNothing(call.operation) {
        tally.fail(call, "Unprocessed", "Some of its accounts were not processed.", at: now)
        ended(call, connection, isDone: false)
      } else {
        tally.answer(call, at: now)
        ended(call, connection, isDone: true)
      }
    case .other(let stream, let body):
      let call = try known(stream, connection)
      let status = PreparedFrame.refusal(inResponse: body)
      if let status {
        tally.fail(call, CallError(status)?.code.awsName ?? "\(status.code)", status.message, at: now)
      } else {
        tally.answer(call, at: now)
      }
      ended(call, connection, isDone: status == nil)
    }
  }

  private func ended(_ call: InFlight.Call, _ connection: LoadConnection, isDone: Bool) {
    if let write = call.write { connection.rosters.cursor.ended(write, isDone: isDone) }
  }

  private func known(_ stream: UInt32, _ connection: LoadConnection) throws(LoadError) -> InFlight.Call {
    guard let call = connection.inFlight.remove(stream) else {
      throw .broken("a reply to call \(stream) came, which waits for none")
    }
    return call
  }

  private func fillOrLose(_ index: Int) {
    guard !connections[index].isLost else { return }
    do throws(LoadError) { try fill(index) } catch { lose(connections[index], error) }
  }

  /// Sends what the window has room for, and at a fixed rate what is due of it.
  private func fill(_ index: Int) throws(LoadError) {
    let connection = connections[index]
    let room = plan.window - connection.inFlight.count
    var left = min(callsLeft, pace.isFixed ? min(room, pace.due(of: index) - connection.sent) : room)
    while left > 0, connection.pending.isEmpty {
      let count = try send(left, index)
      left = count > 0 ? left - count : 0
    }
  }

  /// Writes some calls at once, and says how many.
  private func send(_ most: Int, _ index: Int) throws(LoadError) -> Int {
    let connection = connections[index]
    let now = Clock.now()
    var count = 0
    out.removeAll(keepingCapacity: true)
    while count < most, out.count < Self.writeBytes {
      let stream = connection.nextStream
      guard let called = caller.append(stream: stream, writing: &connection.rosters, to: &out) else { break }
      let began = pace.isFixed ? pace.began(connection.sent, of: index, sent: now, &tally) : now
      connection.sent += 1
      connection.inFlight.add(
        InFlight.Call(stream: stream, operation: called.operation, write: called.write, began: began))
      count += 1
    }
    guard count > 0 else { return 0 }
    inFlight += count
    callsLeft -= count
    if !isSending { watch.wait(for: count) }
    try connection.write(out)
    if !connection.pending.isEmpty { try poll.watch(connection.socket.descriptor, as: index, forRoom: true) }
    return count
  }

  private func goOnWriting(_ index: Int) throws(LoadError) {
    let connection = connections[index]
    try connection.flush()
    guard connection.pending.isEmpty else { return }
    try poll.watch(connection.socket.descriptor, as: index, forRoom: false)
    if mayFill { try fill(index) }
  }

  /// Frames are joined into writes of about this many bytes: what a socket has room for.
  private static let writeBytes = 128 << 10
}

import NIOCore

@testable import TTRPC

/// Keeps account of what a server's machine owes: each call it accepts is answered once, or cancelled once.
struct ServerFuzz: ~Copyable {
  private static let limit = 3

  private var machine = ServerConnectionStateMachine<StreamID>(callsInFlight: Self.limit, skippedStreamIDs: 4)
  private var accepted: Set<StreamID> = []
  /// The highest id of a request, also of one that was refused: it is used up.
  private var highest: StreamID = 0
  /// Calls whose work goes on, and of them those whose answer is owed.
  private var running: [StreamID: NIODeadline] = [:]
  private var owed: Set<StreamID> = []
  private var now = NIODeadline.uptimeNanoseconds(0)
  private var isEnding = false
  private var isOver = false

  static func run(_ input: inout FuzzInput) throws(BrokenPromise) {
    var fuzz = ServerFuzz()
    while let event = input.next() { try fuzz.perform(event % 8, &input) }
    try fuzz.finishAll()
  }

  private mutating func perform(_ event: UInt8, _ input: inout FuzzInput) throws(BrokenPromise) {
    switch event {
    case 0, 1: try receive(&input)
    case 2: try receiveOversize(&input)
    case 3: if let id = pick(&input) { try finish(id) }
    case 4: try expire(after: input.below(8))
    case 5: try end(machine.inputEnded())
    case 6: try end(machine.shutDown())
    default:
      // Seldom, or few sequences would be long.
      switch input.below(8) {
      case 0: try close()
      case 1, 2: if let id = pick(&input) { try answerEarly(id) }
      default: break
      }
    }
    let next = machine.nextDeadline
    try promise(next == owed.compactMap { running[$0] }.min(), "it waits for \(String(describing: next))")
  }

  private mutating func receive(_ input: inout FuzzInput) throws(BrokenPromise) {
    let header = header(&input)
    if header.type == .request { highest = max(highest, header.streamID) }
    let id = header.streamID
    switch machine.received(header) {
    case .call(let called):
      try promise(called == id, "calls \(called) by \(header)")
      try accept(header, &input)
    case .data(let called):
      try promise(called == id && running[id] != nil && header.type == .data, "data of \(called) by \(header)")
    case .credit(let called):
      try promise(called == id && running[id] != nil && header.type == .credit, "credit of \(called) by \(header)")
    case .cancel(let called):
      try promise(called == id && running[id] != nil && header.type == .cancel, "cancels \(called) by \(header)")
    case .refuse(let refused, _): try promise(refused == id && !isOver, "refuses \(refused)")
    case .fail(let failed, _): try promise(false, "fails \(failed), which the connection cannot know")
    case .ignore: try promise(header.type != .request || isOver, "ignores \(header)")
    }
  }

  private mutating func accept(_ header: FrameHeader, _ input: inout FuzzInput) throws(BrokenPromise) {
    let id = header.streamID
    try promise(header.type == .request && id % 2 == 1, "a call \(id) of \(header)")
    try promise(!isOver && !isEnding, "a call \(id) after the end")
    try promise(accepted.insert(id).inserted, "call \(id) is accepted twice")
    try promise(running.count < Self.limit, "\(running.count) calls run, and one more is accepted")
    // The rest is answered at once.
    guard input.below(4) > 0 else { return }
    let deadline = now + .nanoseconds(Int64(input.below(16)) + 1)
    machine.started(id, id, deadline: deadline)
    running[id] = deadline
    owed.insert(id)
  }

  private mutating func receiveOversize(_ input: inout FuzzInput) throws(BrokenPromise) {
    let header = header(&input)
    if header.type == .request { highest = max(highest, header.streamID) }
    let action = machine.receivedOversize(header, limit: 0)
    let id = header.streamID
    let status = Status.tooLong(header.length, limit: 0)
    let refusal: ServerConnectionStateMachine<StreamID>.FrameAction = .refuse(id, status)
    if isOver {
      try promise(action == .ignore, "\(action) after the end")
    } else if header.type == .request || id > highest || id % 2 == 0 {
      try promise(action == refusal, "\(action) for what no call ever was")
    } else if running[id] != nil {
      try promise(action == .fail(id, status), "\(action) for a call that runs")
    } else {
      // Whether an id that was skipped is forgotten, and so counts as used, is the machine's own affair.
      try promise(action == .ignore || action == refusal && !accepted.contains(id), "\(action) for a call that is over")
    }
    if header.type == .request, !isOver, !isEnding { accepted.insert(id) }
  }

  private mutating func header(_ input: inout FuzzInput) -> FrameHeader {
    // Ids near each other, and near the last.
    let near = StreamID(input.below(64))
    let id = input.below(16) == 0 ? StreamID.max - near : near
    let types: [FrameType] = [.request, .request, .request, .data, .credit, .cancel, FrameType(rawValue: 0xff)]
    return FrameHeader(
      length: input.below(3), streamID: id, type: types[input.below(types.count)],
      flags: FrameFlags(rawValue: input.next() ?? 0))
  }

  private func pick(_ input: inout FuzzInput) -> StreamID? {
    running.isEmpty ? nil : running.keys.sorted()[input.below(running.count)]
  }

  private mutating func finish(_ id: StreamID) throws(BrokenPromise) {
    let isOwed = owed.remove(id) != nil
    running[id] = nil
    let action = machine.finished(id)
    let isLast = isOwed && isEnding && owed.isEmpty
    try promise(
      action == (!isOwed ? .drop : isLast ? .replyAndClose : .reply), "\(action) for \(id), owed: \(isOwed)")
    if isLast { isOver = true }
  }

  /// As for what ends a stream for its client before its method is done.
  private mutating func answerEarly(_ id: StreamID) throws(BrokenPromise) {
    let isOwed = owed.remove(id) != nil
    let action = machine.answerEarly(id)
    try promise((action != nil) == (isOwed && !isOver), "answers \(id) early: \(String(describing: action))")
    guard let action else { return }
    try promise(action.expired.map(\.id) == [id], "answers \(action.expired.map(\.id)) instead of \(id)")
    let closes = isEnding && owed.isEmpty
    try promise(action.close == closes, "closes: \(action.close)")
    if closes { isOver = true }
  }

  private mutating func expire(after time: Int) throws(BrokenPromise) {
    now = now + .nanoseconds(Int64(time))
    let due = owed.filter { id in running[id].map { $0 <= now } ?? false }
    let action = machine.expire(now: now)
    try promise(Set(action.expired.map(\.id)) == due && action.expired.count == due.count, "expired: \(action)")
    owed.subtract(due)
    let closes = isEnding && !isOver && owed.isEmpty
    try promise(action.close == closes, "closes: \(action.close)")
    if closes { isOver = true }
  }

  private mutating func end(_ action: ServerConnectionStateMachine<StreamID>.EndAction) throws(BrokenPromise) {
    let expected: ServerConnectionStateMachine<StreamID>.EndAction =
      isOver ? .ignore : owed.isEmpty ? .closeWhenWritten : .wait
    try promise(action == expected, "\(action) while \(owed) are owed")
    isEnding = true
    if action == .closeWhenWritten { isOver = true }
  }

  private mutating func close() throws(BrokenPromise) {
    let cancelled = machine.close()
    try promise(Set(cancelled) == owed && cancelled.count == owed.count, "cancels \(cancelled) instead of \(owed)")
    owed = []
    isOver = true
  }

  /// In the end all work is done: nothing is owed, and every place is free.
  private mutating func finishAll() throws(BrokenPromise) {
    for id in running.keys.sorted() { try finish(id) }
    try promise(machine.nextDeadline == nil, "waits for nothing")
    guard !isEnding, !isOver, highest < 1001 else { return }
    for offset in 0..<StreamID(Self.limit) {
      let id = 1001 + offset * 2
      try promise(
        machine.received(FrameHeader(length: 0, streamID: id, type: .request)) == .call(id), "no place for \(id)")
      machine.started(id, id, deadline: .distantFuture)
    }
    try promise(Set(machine.close()).count == Self.limit, "not all of the last calls are cancelled")
  }
}

import MusterModel
import Testing

@testable import MusterProcess

/// What a log decides that nobody, or nobody in time, reads.
@Suite struct LogQueueTests {
  static let roomy = LogQueue.Room(bytes: 1 << 20, lines: 1 << 20)
  static let none = LogQueue.Room(bytes: 0, lines: 0)

  /// Five bytes with its newline, logged at that millisecond.
  static func line(_ number: Int, audit: Bool = false) -> LogQueue.Line {
    LogQueue.Line(
      text: String("000\(number)".suffix(4)), isAudit: audit, time: Timestamp(milliseconds: Int64(number)))
  }

  static func loss(_ lines: [LogQueue.Line]) throws -> LogLoss {
    var loss = LogLoss(try #require(lines.first))
    for line in lines.dropFirst() { loss.add(line) }
    return loss
  }

  /// Everything that is written while all of it gets out.
  private func drain(_ queue: inout LogQueue) -> [LogQueue.Write] {
    var writes: [LogQueue.Write] = []
    while let write = queue.next() {
      writes.append(write)
      queue.ended(write, written: 1, of: 1)
    }
    return writes
  }

  private func next(_ queue: inout LogQueue) throws -> LogQueue.Write {
    let write = queue.next()
    return try #require(write)
  }

  @Test func linesThatWaitAreWrittenTogetherAndInOrder() {
    var queue = LogQueue()
    let lines = (0..<10).map { Self.line($0, audit: $0 % 3 == 0) }
    for line in lines { _ = queue.append(line) }
    #expect(drain(&queue) == [.lines(lines)])
  }

  @Test func noWriteIsLongerThanAPipeTakesAsAWhole() {
    var queue = LogQueue()
    let lines = (0..<3000).map { Self.line($0) }
    for line in lines { _ = queue.append(line) }
    let writes = drain(&queue).map { write -> [LogQueue.Line] in
      guard case .lines(let lines) = write else { return [] }
      return lines
    }
    #expect(writes.flatMap { $0 } == lines)
    // 819 lines of five bytes are 4095.
    #expect(writes.map(\.count) == [819, 819, 819, 543])
  }

  @Test func aLongLineIsWrittenAlone() {
    var queue = LogQueue()
    let long = LogQueue.Line(
      text: String(repeating: "x", count: 10_000), isAudit: false, time: Timestamp(milliseconds: 0))
    let lines = [Self.line(0), long, Self.line(1)]
    for line in lines { _ = queue.append(line) }
    #expect(drain(&queue) == lines.map { .lines([$0]) })
  }

  @Test func onlyTheFirstLineCallsForAWriter() throws {
    var queue = LogQueue()
    #expect(queue.isIdle)
    var calls = [queue.append(Self.line(0)), queue.append(Self.line(1))]
    let write = try next(&queue)
    // Whoever writes comes back for more.
    calls.append(queue.append(Self.line(2)))
    #expect(!queue.isIdle)
    queue.ended(write, written: 10, of: 10)
    #expect(drain(&queue) == [.lines([Self.line(2)])])
    #expect(queue.isIdle)
    calls.append(queue.append(Self.line(3)))
    #expect(calls == [true, false, false, true])
  }

  static let rooms = [
    (LogQueue.Room(bytes: 15, lines: 1 << 20), LogQueue.Room(bytes: 10, lines: 1 << 20)),
    (LogQueue.Room(bytes: 1 << 20, lines: 3), LogQueue.Room(bytes: 1 << 20, lines: 2)),
  ]

  @Test(arguments: rooms)
  func theReserveIsForAuditLines(room: LogQueue.Room, reserve: LogQueue.Room) throws {
    var queue = LogQueue(room: room, reserve: reserve)
    for number in 0..<4 { _ = queue.append(Self.line(number)) }
    for number in 4..<7 { _ = queue.append(Self.line(number, audit: true)) }
    _ = queue.append(Self.line(7))
    let lost = try Self.loss([Self.line(3), Self.line(6, audit: true), Self.line(7)])
    #expect(lost.audit == 1 && lost.other == 2 && lost.since == Timestamp(milliseconds: 3))
    #expect(
      drain(&queue) == [
        .lines((0..<3).map { Self.line($0) }), .loss(lost), .lines((4..<6).map { Self.line($0, audit: true) }),
      ])
    // And there is room again, for what comes now and as much as before.
    for number in 8..<12 { _ = queue.append(Self.line(number)) }
    #expect(drain(&queue) == [.lines((8..<11).map { Self.line($0) }), .loss(try Self.loss([Self.line(11)]))])
  }

  @Test func whatIsLostWhileALossWaitsIsToldWithIt() throws {
    var queue = LogQueue(room: LogQueue.Room(bytes: 10, lines: 2), reserve: Self.none)
    for number in 0..<3 { _ = queue.append(Self.line(number)) }
    let first = try next(&queue)
    #expect(first == .lines([Self.line(0), Self.line(1)]))
    // The reader is slow, and the queue full a second time before anything could be said about the first.
    for number in 3..<6 { _ = queue.append(Self.line(number)) }
    queue.ended(first, written: 10, of: 10)
    #expect(
      drain(&queue) == [.loss(try Self.loss([Self.line(2), Self.line(5)])), .lines([Self.line(3), Self.line(4)])])
  }

  @Test func aLineLongerThanAllTheRoomIsTakenWhenNothingWaits() throws {
    var queue = LogQueue(room: LogQueue.Room(bytes: 3, lines: 9), reserve: Self.none)
    for number in 0..<2 { _ = queue.append(Self.line(number)) }
    #expect(drain(&queue) == [.lines([Self.line(0)]), .loss(try Self.loss([Self.line(1)]))])
  }

  @Test func nothingIsTriedTwice() throws {
    var queue = LogQueue(room: Self.roomy, reserve: Self.none)
    var tries = 0
    for number in 0..<100 where queue.append(Self.line(number)) {
      while let write = queue.next() {
        tries += 1
        queue.ended(write, written: 0, of: 5)
      }
      #expect(queue.isIdle)
    }
    #expect(tries == 100)
    // It takes lines again: the first of them shows it, then the loss can be told.
    _ = queue.append(Self.line(100))
    #expect(drain(&queue) == [.lines([Self.line(100)]), .loss(try Self.loss((0..<100).map { Self.line($0) }))])
  }

  @Test func aLossThatCouldNotBeToldIsKept() throws {
    var queue = LogQueue(room: LogQueue.Room(bytes: 5, lines: 1), reserve: Self.none)
    for number in 0..<2 { _ = queue.append(Self.line(number)) }
    let write = try next(&queue)
    queue.ended(write, written: 5, of: 5)
    let report = try next(&queue)
    #expect(report == .loss(try Self.loss([Self.line(1)])))
    queue.ended(report, written: 50, of: 100)
    #expect(drain(&queue) == [])
    _ = queue.append(Self.line(2))
    #expect(drain(&queue) == [.lines([Self.line(2)]), .loss(try Self.loss([Self.line(1)]))])
  }

  @Test func onlyTheLinesThatDidNotGetOutAreLost() throws {
    var queue = LogQueue()
    for number in 0..<4 { _ = queue.append(Self.line(number, audit: true)) }
    let write = try next(&queue)
    // The disk was full in the middle of the third.
    queue.ended(write, written: 12, of: 20)
    _ = queue.append(Self.line(4))
    let lost = try Self.loss([Self.line(2, audit: true), Self.line(3, audit: true)])
    #expect(drain(&queue) == [.lines([Self.line(4)]), .loss(lost)])
  }
}

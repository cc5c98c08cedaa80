internal import DequeModule
internal import MusterModel

/// The lines that wait to be written, and what was lost of them. Decides; ``LogOutput`` writes.
struct LogQueue {
  struct Line: Equatable {
    /// Without the newline at its end.
    var text: String
    var isAudit: Bool
    var time: Timestamp

    /// As it is written.
    var bytes: Int { text.utf8.count + 1 }
  }

  /// What is to be written next.
  enum Write: Equatable {
    /// Never empty.
    case lines([Line])
    /// A line that says what is missing at its place.
    case loss(LogLoss)
  }

  /// How much may wait.
  struct Room {
    var bytes: Int
    var lines: Int

    static let forAll = Room(bytes: Limits.logQueueBytes, lines: Limits.logQueueLines)
    static let reserve = Room(bytes: Limits.auditReserveBytes, lines: Limits.auditReserveLines)
  }

  /// Where lines are missing: one place at a time, whatever else is lost before it is told is counted there.
  private struct Gap {
    var loss: LogLoss
    /// How many of the lines that wait were logged earlier.
    var linesBefore: Int
  }

  private let room: Room
  private let reserve: Room
  private var lines = Deque<Line>()
  private var bytes = 0
  private var gap: Gap?
  /// The last write failed.
  private var isFailing = false
  /// Nothing waits and nobody writes.
  private(set) var isIdle = true

  /// The reserve is for audit lines alone.
  init(room: Room = .forAll, reserve: Room = .reserve) {
    self.room = room
    self.reserve = reserve
  }

  // MARK: Lines come

  /// Queues a line, or counts it as lost. True where nobody is writing: then the caller sees to it that somebody does,
  /// until ``next()`` is nil.
  mutating func append(_ line: Line) -> Bool {
    guard hasRoom(for: line) else {
      lose(LogLoss(line), after: lines.count)
      return false
    }
    bytes += line.bytes
    lines.append(line)
    defer { isIdle = false }
    return isIdle
  }

  /// A line that is longer than all the room there is would otherwise be lost each time.
  private func hasRoom(for line: Line) -> Bool {
    let most = line.isAudit ? Room(bytes: room.bytes + reserve.bytes, lines: room.lines + reserve.lines) : room
    return lines.isEmpty || (bytes + line.bytes <= most.bytes && lines.count < most.lines)
  }

  // MARK: Lines go

  /// Whether there is a line that can be written at once.
  var isWaiting: Bool { !lines.isEmpty }

  /// What to write now; its end is told by ``ended(_:written:of:)``. Nil when there is nothing: the writer may rest until
  /// a line comes.
  mutating func next() -> Write? {
    // What takes nothing cannot be told of a loss either: first it has to take a line again.
    if let gap, gap.linesBefore == 0, !isFailing {
      self.gap = nil
      return .loss(gap.loss)
    }
    let taken = takeLines()
    isIdle = taken.isEmpty
    return isIdle ? nil : .lines(taken)
  }

  /// So many of its bytes got out. The lines that did not are lost: to try them again would hold up those behind them.
  mutating func ended(_ write: Write, written: Int, of count: Int) {
    isFailing = written < count
    guard isFailing else { return }
    switch write {
    case .loss(let loss): lose(loss, after: 0)
    case .lines(let lines):
      var end = 0
      for line in lines {
        end += line.bytes
        if end > written { lose(LogLoss(line), after: 0) }
      }
    }
  }

  private mutating func takeLines() -> [Line] {
    // Not past a gap: what is missing there is told between the lines.
    let most = gap.flatMap { $0.linesBefore > 0 ? $0.linesBefore : nil } ?? lines.count
    var taken: [Line] = []
    var size = 0
    while taken.count < most, let line = lines.first, taken.isEmpty || size + line.bytes <= Limits.joinedLogBytes {
      size += line.bytes
      taken.append(line)
      lines.removeFirst()
    }
    bytes -= size
    if let linesBefore = gap?.linesBefore { gap?.linesBefore = max(0, linesBefore - taken.count) }
    return taken
  }

  private mutating func lose(_ loss: LogLoss, after linesBefore: Int) {
    if var known = gap {
      known.loss.add(loss)
      known.linesBefore = min(known.linesBefore, linesBefore)
      gap = known
    } else {
      gap = Gap(loss: loss, linesBefore: linesBefore)
    }
  }
}

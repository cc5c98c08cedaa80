internal import NIOCore

/// Decides how one user's connections share what that user may do at a time on one event loop. Does nothing itself.
///
/// However many they are, together they do about as much as one alone may. Who finds the share used up waits in line; a
/// round forgets what was done, and gives the next in line their turns until the share is used up again.
struct WorkShare<Connection> {
  /// The most work of a round, in units of the cheapest answer.
  let most: Int
  private var done = 0
  private var line = CircularBuffer<Connection>()
  /// One was asked for, or is being run.
  private var hasRound = false

  init(most: Int = Limits.workPerTurn) {
    self.most = most
  }

  var isUsedUp: Bool { done >= most }

  /// What one connection does at most before the next in line has its turn.
  var workAtOnce: Int {
    line.isEmpty ? most : max(most / (line.count + 1), Limits.leastWorkAtOnce)
  }

  /// How much a connection that did so much in its turn may have done at its end.
  func end(of turnWork: Int) -> Int {
    min(turnWork + most - done, workAtOnce)
  }

  mutating func worked(_ work: Int) {
    done += work
  }

  /// A connection has more to do than its turn allows. Returns whether a round has to be asked for.
  mutating func wait(_ connection: Connection) -> Bool {
    line.append(connection)
    defer { hasRound = true }
    return !hasRound
  }

  mutating func beginRound() {
    done = 0
  }

  /// Whose turn it is. Nil when the line is empty or the share used up. To have a turn costs something, whatever is made
  /// of it: a thousand connections that only read would keep the loop busy too.
  mutating func next() -> Connection? {
    guard !isUsedUp, let connection = line.popFirst() else { return nil }
    done += Limits.turnWork
    return connection
  }

  /// Returns whether another round has to be asked for, once the loop has looked at its sockets.
  mutating func endRound() -> Bool {
    hasRound = !line.isEmpty
    return hasRound
  }
}

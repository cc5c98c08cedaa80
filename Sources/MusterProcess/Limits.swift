/// Every limit of a process's own, named once, with its reason.
enum Limits {
  /// Characters of one value that a log line or an error message shows: all of any id, name or path that works.
  static let shownCharacters = 4096

  /// Bytes to set aside for a log line: most need less, and longer ones grow.
  static let usualLineBytes = 320

  /// Bytes of log lines that may wait for whoever reads them: some 20,000 lines, by which only a reader that is stuck
  /// falls behind.
  static let logQueueBytes = 4 << 20

  /// Lines that may: what one costs beside its bytes stays a fraction of them.
  static let logQueueLines = 1 << 15

  /// Bytes beyond those that only audit lines may take. The longest there is, of a hub with the largest roster that is
  /// disabled, fits.
  static let auditReserveBytes = 4 << 20

  /// Lines beyond those that only audit lines may take.
  static let auditReserveLines = 1 << 15

  /// Bytes of the lines that are written at once. So much goes into a pipe as a whole, PIPE_BUF of Linux: whoever else
  /// writes to it does so between lines.
  static let joinedLogBytes = 4096

  /// For how long more lines are waited for when all are written: not felt by a reader, and some thirty lines of a
  /// daemon that is busy.
  static let logGatheringMicroseconds: UInt32 = 1000

  /// How long the end of a process waits for its last lines to be read: plenty for a reader, and not felt by whoever
  /// stops a daemon that has none.
  static let logFlushTime: Duration = .seconds(2)

  /// Open files without which it makes no sense to start: locks, database, event loops, and some clients.
  static let leastDescriptors = 64
}

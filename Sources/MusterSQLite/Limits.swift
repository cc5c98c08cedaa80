/// The store's own figures, each once, with its reason.
enum Limits {
  /// Loads that run at once. Loads are short and the host is small; further ones wait their turn off Swift's pool.
  static let readers = 4
  /// How long a connection waits for another process that holds the database, say an operator's `sqlite3`.
  static let busyMilliseconds = 5000
  /// Rows that are read at once on the connection for single rows: some milliseconds of reading. More are read beside.
  static let fewRows = 1024
  /// Page cache in KiB. The writer's holds what a full transaction touches; past it SQLite spills early into the
  /// log, which costs time and no correctness. A reader's serves one load. The kernel caches the file anyway.
  static let writerCacheKiB = 8192
  static let readerCacheKiB = 1024
  /// Pages that the writer puts into the log before they are moved into the database file: 16 MiB, so that the
  /// recovery after a crash takes no time to speak of.
  static let checkpointPages = 4096
  /// A log of so many times that length is begun anew even if loads must be waited for. Without this, loads that
  /// never leave a gap would let it grow for as long as they go on.
  static let longestLog = 8
  /// How long commits wait for loads that still need the log, when it could begin anew. Nearly all take less.
  static let restartMilliseconds = 10
  /// How long one of our own loads takes at most: that of a roster of 100,000 rows, with some to spare. Writing
  /// stands still while they are waited for.
  static let loadMilliseconds = 300
  /// Past this no revision can have been counted: at a million commits a second it takes 146,000 years.
  static let revision = UInt64(1) << 62
}

/// The store's own figures, each once, with its reason.
enum Limits {
  /// Loads that run at once. Loads are short and the host is small; further ones wait their turn off Swift's pool.
  static let readers = 4
  /// How long a connection waits for another process that holds the database, say an operator's `sqlite3`.
  static let busySeconds = 5.0
  /// Page cache in KiB. The writer's holds what a full transaction touches; past it SQLite spills early into the
  /// log, which costs time and no correctness. A reader's serves one load. The kernel caches the file anyway.
  static let writerCacheKiB = 8192
  static let readerCacheKiB = 1024
  /// Pages that the writer puts into the log before it checkpoints: 16 MiB, which bounds both the log and how
  /// long the recovery after a crash takes.
  static let checkpointPages = 4096
  /// Past this no revision can have been counted: at a million commits a second it takes 146,000 years.
  static let revision = UInt64(1) << 62
}

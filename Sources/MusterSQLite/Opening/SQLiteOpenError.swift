/// Why the store of a data directory was not opened. Nothing in the directory was changed, but for what its
/// permissions gave to others.
public struct SQLiteOpenError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable, CaseIterable {
    /// The directory cannot be made, reached or kept private.
    case directory
    /// Another store has it open.
    case locked
    /// The database file is not Muster's, or no database at all.
    case foreign
    /// It was written by a newer Muster than this one.
    case newerSchema
    /// It is Muster's, and damaged.
    case corrupt
    /// It cannot be written.
    case notWritable
    /// SQLite would not promise to sync each commit.
    case notDurable
    /// The system refused otherwise.
    case failed
  }

  public let code: Code
  /// For people: names the path and the remedy.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension SQLiteOpenError: CustomStringConvertible {
  public var description: String { message }
}

internal import Glibc
private import Synchronization

/// The directory that a store has for itself: private to its owner, and locked for as long as the store is open.
final class DataDirectory: Sendable {
  /// Absolute, and free of symbolic links.
  let path: String
  private let lock: Mutex<DirectoryLock?>

  var databasePath: String { "\(path)/\(Self.database)" }

  init(_ path: String) throws(SQLiteOpenError) {
    try Self.make(path)
    guard let resolved = File.resolve(path) else {
      throw SQLiteOpenError(.directory, "cannot reach the data directory \(path): \(File.lastError)")
    }
    self.path = resolved
    try Self.makePrivate(self.path)
    lock = Mutex(try DirectoryLock(path: "\(self.path)/\(Self.lockFile)"))
  }

  func unlock() {
    lock.withLock { lock in lock = nil }
  }

  /// Makes the directory with all that are missing above it, each durably.
  private static func make(_ path: String) throws(SQLiteOpenError) {
    if let status = File.status(path) {
      guard File.isDirectory(status) else {
        throw SQLiteOpenError(.directory, "\(path) is not a directory; name one that the store can have for itself")
      }
      return
    }
    let trimmed = path.last == "/" ? String(path.dropLast()) : path
    let parent = trimmed.lastIndex(of: "/").map { trimmed[..<$0].isEmpty ? "/" : String(trimmed[..<$0]) } ?? "."
    if parent != path { try make(parent) }
    guard File.makeDirectory(path) || errno == EEXIST, File.syncDirectory(parent) else {
      throw SQLiteOpenError(.directory, "cannot make the data directory \(path): \(File.lastError)")
    }
  }

  /// Takes away what others may do with the directory, if it is empty or a store's. systemd and `mkdir` leave it
  /// readable for all, and nobody should have to know that. Any other directory is left as it is and refused:
  /// someone who names `/tmp` or a home directory by mistake must not find it locked up.
  private static func makePrivate(_ path: String) throws(SQLiteOpenError) {
    guard let status = File.status(path), File.isShared(status) else { return }
    guard File.isEmpty(path) == true || File.status("\(path)/\(database)") != nil else {
      throw SQLiteOpenError(
        .directory,
        "the directory \(path) is open to other users and holds other things; name an empty directory, or make it "
          + "private with: chmod go= \(path)")
    }
    guard File.makePrivate(path, status) else {
      throw SQLiteOpenError(
        .directory, "the data directory \(path) is open to other users and cannot be made private: \(File.lastError)")
    }
  }

  private static let database = "muster.db"
  private static let lockFile = "muster.lock"
}

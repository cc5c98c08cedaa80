internal import Glibc

/// An exclusive lock on a file in the data directory. The kernel releases it when the process ends, however it
/// ends, so no stale lock is ever left; the process id in the file is only for the message.
struct DirectoryLock: ~Copyable {
  private let descriptor: CInt

  init(path: String) throws(SQLiteOpenError) {
    descriptor = File.open(path)
    guard descriptor >= 0 else {
      throw SQLiteOpenError(
        .directory, "cannot make the lock file \(path): \(File.lastError); the data directory must be writable")
    }
    // Of the open file and not of the process, as POSIX's record locks would be: a second store in the same
    // process is refused too, and closing some other descriptor of the file does not release it.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno == EWOULDBLOCK ? "is held by \(Self.holder(of: descriptor))" : "failed: \(File.lastError)"
      throw SQLiteOpenError(
        errno == EWOULDBLOCK ? .locked : .directory,
        "the data directory is in use: the lock on \(path) \(reason); stop that one first or use another directory")
    }
    let text = "\(getpid())\n"
    _ = ftruncate(descriptor, 0)
    _ = unsafe pwrite(descriptor, text, text.utf8.count, 0)
  }

  /// Closing alone would leave it locked for as long as a program that this process is just starting has the file
  /// open, too.
  deinit {
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(of descriptor: CInt) -> String {
    var buffer: [UInt8] = Array(repeating: 0, count: 16)
    let count = unsafe pread(descriptor, &buffer, buffer.count, 0)
    let digits = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber }
    return digits.isEmpty ? "another process" : "process \(digits)"
  }
}

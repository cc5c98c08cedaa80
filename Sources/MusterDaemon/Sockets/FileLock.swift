internal import Glibc
internal import MusterProcess

/// A file that one process holds at a time. The kernel releases it with the process, however that ends.
///
/// The file stays: were it removed, a process that waits for the old file and one that makes a new one would both win.
struct FileLock: ~Copyable, Sendable {
  enum Failure: Error {
    case taken
    case system(SystemCallError)
  }

  private let file: Descriptor

  init(path: String) throws(Failure) {
    guard let file = Descriptor(unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)) else {
      throw .system(.last)
    }
    while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { throw .taken }
      guard errno == EINTR else { throw .system(.last) }
    }
    self.file = file
  }

  /// Closing alone would leave it locked for as long as a program that this process is just starting has the file
  /// open, too.
  deinit { _ = flock(file.number, LOCK_UN) }
}

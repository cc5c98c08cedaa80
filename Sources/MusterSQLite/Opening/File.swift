internal import Glibc

/// The few things that the store does with files itself.
///
/// `unsafe` in this file: every pointer handed to the system is to a string or a local of the caller's that
/// outlives the call, and the system keeps none of them.
enum File {
  /// The system's reason for the last failure.
  static var lastError: String { unsafe String(cString: strerror(errno)) }

  /// Nil when there is nothing by that name.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  /// Of the entry itself: a symbolic link is not followed. Nil when there is nothing by that name.
  static func statusOfEntry(_ path: String) -> stat? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status : nil
  }

  static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

  static func isDirectory(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// Whether group or others may do anything with it.
  static func isShared(_ status: stat) -> Bool { status.st_mode & 0o077 != 0 }

  /// Takes away what group and others may do with it.
  static func makePrivate(_ path: String, _ status: stat) -> Bool {
    unsafe chmod(path, status.st_mode & 0o700) == 0
  }

  static func makeDirectory(_ path: String) -> Bool { unsafe mkdir(path, 0o700) == 0 }

  /// The descriptor of a private file, made if need be; below 0 when that failed.
  static func open(_ path: String, _ flags: CInt = 0) -> CInt {
    unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0o600)
  }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  static func rename(_ path: String, to new: String) -> Bool { unsafe Glibc.rename(path, new) == 0 }

  /// Makes what was created in, or renamed into, the directory survive a power cut.
  static func syncDirectory(_ path: String) -> Bool {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }

  /// The absolute path without symbolic links; nil when there is nothing by that name.
  static func resolve(_ path: String) -> String? {
    // The buffer is malloc's, ours to free, and ends with a NUL.
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Whether the directory has nothing in it; nil when it cannot be read.
  static func isEmpty(_ directory: String) -> Bool? {
    guard let stream = unsafe opendir(directory) else { return nil }
    defer { unsafe closedir(stream) }
    var entries = 0
    while unsafe readdir(stream) != nil { entries += 1 }
    // Its own entry and its parent's are always there.
    return entries <= 2
  }
}

internal import Glibc

/// Directories that the daemon makes for its files.
package enum Directories {
  /// Makes a directory and those above it, as far as they are missing. New ones are for their owner alone. The purpose
  /// is for the message: "the socket".
  package static func create(_ path: String, purpose: String) throws(StartError) {
    guard let reason = make(path) else { return }
    throw .failure(
      "cannot make the directory \(Escaping.plain(path)) for \(purpose): \(reason); make it, or name another place")
  }

  /// The directory that a file is in.
  package static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Nil when the directory is there in the end.
  private static func make(_ path: String) -> SystemCallError? {
    if unsafe mkdir(path, 0o700) == 0 { return nil }
    let reason = SystemCallError.last
    var about = stat()
    if unsafe stat(path, &about) == 0 {
      return about.st_mode & S_IFMT == S_IFDIR ? nil : SystemCallError(ENOTDIR)
    }
    guard reason.code == ENOENT, path != "/" else { return reason }
    if let reason = make(parent(of: path)) { return reason }
    // Somebody else may make it in the same moment, which is as good.
    return unsafe mkdir(path, 0o700) == 0 || errno == EEXIST ? nil : SystemCallError.last
  }
}

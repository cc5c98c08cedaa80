internal import Glibc

/// Tells one file from another that has taken its name.
struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t

  /// Nil unless a socket stands there.
  init?(ofSocket path: String) {
    var about = stat()
    guard unsafe lstat(path, &about) == 0, about.st_mode & S_IFMT == S_IFSOCK else { return nil }
    device = about.st_dev
    number = about.st_ino
  }
}

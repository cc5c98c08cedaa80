internal import Glibc
internal import MusterProcess

extension CredentialsFile {
  /// Reads and checks a file. Whoever reads it again keeps the old one where this throws.
  ///
  /// - Throws: where it cannot be read, others may read or change it, or what is in it will not do.
  static func read(_ path: String) throws(StartError) -> CredentialsFile {
    let name = Escaping.plain(path)
    // To open a FIFO would otherwise wait until somebody writes to it.
    guard !path.utf8.contains(0), let file = Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) else {
      throw .usage("cannot open the credentials file \(name): \(SystemCallError.last); name a readable file")
    }
    let before = try facts(of: file, name)
    try before.check(name, ownUser: geteuid())
    let bytes = try bytes(of: file, name)
    // Who writes into the file instead of putting a new one in its place may have written half of it by now.
    guard try facts(of: file, name) == before, before.bytes == bytes.count else {
      throw .usage("the credentials file \(name) changed while it was read; read it again when it is whole")
    }
    return try CredentialsFile(path: path, bytes: bytes)
  }

  private static func facts(of file: borrowing Descriptor, _ name: String) throws(StartError) -> CredentialsFileFacts {
    var about = stat()
    guard unsafe fstat(file.number, &about) == 0 else {
      throw .usage("cannot look at the credentials file \(name): \(SystemCallError.last); name a readable file")
    }
    return CredentialsFileFacts(
      isRegular: about.st_mode & S_IFMT == S_IFREG, permissions: about.st_mode & 0o7777, owner: about.st_uid,
      bytes: about.st_size, changed: [about.st_mtim.tv_sec, about.st_mtim.tv_nsec])
  }

  private static func bytes(of file: borrowing Descriptor, _ name: String) throws(StartError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= Limits.credentialsBytes {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(file.number, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw .usage("cannot read the credentials file \(name): \(SystemCallError.last); name a readable file")
      }
    }
    throw CredentialsFileFacts.tooLarge(name)
  }
}

/// What the system says of a credentials file.
struct CredentialsFileFacts: Equatable {
  var isRegular: Bool
  var permissions: UInt32
  var owner: UInt32
  var bytes: Int
  /// Seconds and nanoseconds.
  var changed: [Int]

  /// - Throws: where the file is none, or not ours alone.
  func check(_ name: String, ownUser: UInt32) throws(StartError) {
    guard isRegular else {
      throw .usage("the credentials file \(name) is not a file but a directory, a pipe or a device; name a file")
    }
    guard owner == ownUser || owner == 0 else {
      throw .usage(
        "the credentials file \(name) belongs to uid \(owner), who may change it; `chown \(ownUser) \(name)`")
    }
    guard permissions & 0o077 == 0 else {
      throw .usage(
        "the credentials file \(name) has mode 0\(String(permissions, radix: 8)), so others than its owner may use it; "
          + "`chmod 600 \(name)`, and change the secrets if others were here")
    }
    guard bytes <= Limits.credentialsBytes else { throw Self.tooLarge(name) }
  }

  static func tooLarge(_ name: String) -> StartError {
    .usage("the credentials file \(name) has more than \(Limits.credentialsBytes) bytes; keep fewer accounts in it")
  }
}

internal import Glibc

/// Reads a file, a pipe or standard input whole, up to a limit.
enum InputBytes {
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    if path == "-" { return try read(STDIN_FILENO, AccountFile.name(path), limit: limit) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(AccountFile.name(path), errno) }
    defer { close(descriptor) }
    return try read(descriptor, AccountFile.name(path), limit: limit)
  }

  private static func read(_ descriptor: Int32, _ name: String, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(name, errno) }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit else {
        throw .usage(
          "\(name) is larger than \(limit >> 20) MiB, so nothing was sent.",
          remedy: "That is more accounts than any roster has room for: see whether it is the file that was meant.")
      }
      bytes += chunk[..<count]
    }
  }

  private static func failure(_ name: String, _ number: Int32) -> Failure {
    .usage(
      "\(name) cannot be read: \(SystemError.text(number)).",
      remedy: "Give -f a file you may read, or - for standard input.")
  }
}

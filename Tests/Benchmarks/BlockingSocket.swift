import Glibc

/// A Unix socket without an event loop, so that a load generator costs as little as the kernel lets it.
struct BlockingSocket: ~Copyable {
  private let descriptor: CInt

  init(owning descriptor: CInt) { self.descriptor = descriptor }

  init(connectingTo path: String) throws(BenchmarkError) { self.init(owning: try Self.connected(to: path)) }

  private static func connected(to path: String) throws(BenchmarkError) -> CInt {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system("socket", errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else { throw .setup("the socket path \(path) is too long") }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, length) }
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw .system("connect to \(path)", code)
    }
    return descriptor
  }

  deinit { close(descriptor) }

  static func pair() throws(BenchmarkError) -> (CInt, CInt) {
    var descriptors: (CInt, CInt) = (-1, -1)
    let result = unsafe withUnsafeMutableBytes(of: &descriptors) {
      unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, $0.bindMemory(to: CInt.self).baseAddress)
    }
    guard result == 0 else { throw .system("socketpair", errno) }
    return descriptors
  }

  borrowing func send(_ bytes: borrowing [UInt8]) throws(BenchmarkError) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent)
      }
      guard count > 0 else { throw .system("write", errno) }
      sent += count
    }
  }

  /// As many bytes as are there, at least one.
  borrowing func receive(into buffer: inout [UInt8]) throws(BenchmarkError) -> Int {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw .system("read", errno) }
    return count
  }
}

enum BenchmarkError: Error, CustomStringConvertible {
  case system(String, CInt)
  case setup(String)

  var description: String {
    switch self {
    case .system(let call, let code): unsafe "\(call): \(String(cString: strerror(code)))"
    case .setup(let reason): reason
    }
  }
}

public import Foundation

/// Sockets that tests play other programs with.
public enum UnixSockets {
  /// A new socket with a file. The caller closes it.
  public static func bound(at path: String, type: __socket_type) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0, unsafe with(path, { unsafe bind(descriptor, $0, $1) }) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    return descriptor
  }

  /// One that clients can connect to. The caller closes it.
  public static func listening(at path: String) throws -> Int32 {
    let descriptor = try bound(at: path, type: SOCK_STREAM)
    guard listen(descriptor, 16) == 0 else { throw CocoaError(.fileWriteUnknown) }
    return descriptor
  }

  /// One that is connected to whoever listens there. The caller closes it.
  public static func connected(to path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0, unsafe with(path, { unsafe Foundation.connect(descriptor, $0, $1) }) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    return descriptor
  }

  /// Tries to connect. 0, or why it is refused.
  public static func connect(_ path: String) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    return unsafe with(path) { unsafe Foundation.connect(descriptor, $0, $1) } == 0 ? 0 : errno
  }

  private static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8.prefix(107)) }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

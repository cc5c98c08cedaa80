package import Glibc

/// The path of a Unix socket, in the form the kernel wants.
package struct SocketAddress {
  private var bytes: [UInt8]

  /// The longest path: what the kernel has room for, less the NUL that ends it.
  private static let pathBytes = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  /// Nil for a path that no socket file can have.
  package init?(path: String) {
    bytes = Array(path.utf8)
    // A NUL in front would name an abstract socket, one elsewhere would cut the path short.
    guard !bytes.isEmpty, bytes.count <= Self.pathBytes, !bytes.contains(0) else { return nil }
  }

  /// Why a path is none.
  package static func refusal(of path: String) -> String {
    "the path \(Escaping.plain(path)) has \(path.utf8.count) bytes, the kernel takes 1 to "
      + "\(Self.pathBytes) for a socket; name a shorter one with --socket"
  }

  /// systemd's way to write an abstract address: `@` for the NUL that it begins with.
  package init?(notifySocket: String) {
    if notifySocket.hasPrefix("@") {
      bytes = [0] + notifySocket.utf8.dropFirst()
      // Its length is part of an abstract address, so it may use the last byte too.
      guard bytes.count <= Self.pathBytes + 1 else { return nil }
    } else {
      guard notifySocket.hasPrefix("/"), let address = SocketAddress(path: notifySocket) else { return nil }
      self = address
    }
  }

  package func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // Both initialisers keep within the array.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let length = MemoryLayout<sa_family_t>.size + bytes.count
    return unsafe withUnsafePointer(to: &address) { pointer in
      // sockaddr_un begins as every sockaddr does; that is how the kernel takes it.
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, socklen_t(length)) }
    }
  }
}

extension Descriptor {
  /// A new Unix socket.
  package init?(unixSocket kind: __socket_type, nonBlocking: Bool = false) {
    let flags = SOCK_CLOEXEC.rawValue | (nonBlocking ? SOCK_NONBLOCK.rawValue : 0)
    self.init(socket(AF_UNIX, CInt(kind.rawValue | flags), 0))
  }
}

internal import Glibc
internal import NIOCore

extension PeerCredentials {
  /// The kernel's `struct ucred`, which Glibc hides from Swift.
  private struct Credentials {
    var pid: pid_t = 0
    var uid: uid_t = 0
    var gid: gid_t = 0
  }

  /// Reads the credentials of a connected Unix socket. On the channel's event loop only.
  ///
  /// - Throws: an `IOError` when the kernel refuses or the channel is not a socket. The connection must be closed then:
  ///   nobody may be taken for somebody else.
  init(of channel: any Channel) throws {
    let read = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { descriptor in
      var credentials = Credentials()
      try Self.option(SO_PEERCRED, of: descriptor, into: &credentials)
      return PeerCredentials(
        pid: credentials.pid, uid: credentials.uid, gid: credentials.gid, groups: try Self.groups(of: descriptor))
    }
    guard let read else { throw IOError(errnoCode: ENOTSOCK, reason: "a channel without a socket has no peer") }
    self = read
  }

  private static func option(_ name: CInt, of descriptor: CInt, into value: inout Credentials) throws {
    var length = socklen_t(MemoryLayout<Credentials>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 else {
      throw IOError(errnoCode: errno, reason: "SO_PEERCRED")
    }
  }

  private static func groups(of descriptor: CInt) throws -> [UInt32] {
    var capacity = 32
    while true {
      var length = socklen_t(capacity * MemoryLayout<gid_t>.size)
      var failure: CInt = 0
      let groups = unsafe [gid_t](unsafeUninitializedCapacity: capacity) { buffer, count in
        if unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, buffer.baseAddress, &length) == 0 {
          count = Int(length) / MemoryLayout<gid_t>.size
        } else {
          failure = errno
        }
      }
      if failure == 0 { return groups }
      // The kernel says how many there are.
      guard failure == ERANGE else { throw IOError(errnoCode: failure, reason: "SO_PEERGROUPS") }
      capacity = Int(length) / MemoryLayout<gid_t>.size
    }
  }
}

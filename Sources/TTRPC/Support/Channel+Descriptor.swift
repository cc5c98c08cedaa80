internal import Glibc
internal import NIOCore

extension Channel {
  /// Keeps the socket from programs that this process starts: one that inherits a copy keeps the connection open after
  /// both ends have closed it. NIO does not ask the kernel for that when it accepts. On the channel's event loop only.
  func closeOnExec() throws {
    let result = try pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { descriptor in
      fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    guard result == 0 else { throw IOError(errnoCode: errno, reason: "F_SETFD") }
  }
}

internal import CMusterLoad
internal import Glibc

/// Waits for any of many sockets.
struct Poll: ~Copyable {
  private let descriptor: Int32
  private var ready = [UInt32](repeating: 0, count: 64)

  init() throws(LoadError) {
    descriptor = muster_poll_create()
    guard descriptor >= 0 else { throw .system("epoll_create1", errno) }
  }

  deinit { close(descriptor) }

  borrowing func add(_ socket: Int32, as token: Int) throws(LoadError) {
    guard muster_poll_add(descriptor, socket, UInt32(token), 0) == 0 else { throw .system("epoll_ctl", errno) }
  }

  /// Whether to watch for room to write, too.
  borrowing func watch(_ socket: Int32, as token: Int, forRoom: Bool) throws(LoadError) {
    guard muster_poll_change(descriptor, socket, UInt32(token), forRoom ? 1 : 0) == 0 else {
      throw .system("epoll_ctl", errno)
    }
  }

  /// Does not watch it any more.
  borrowing func remove(_ socket: Int32) {
    // It is watched, so nothing about it can fail.
    _ = muster_poll_remove(descriptor, socket)
  }

  /// The tokens of those that are ready, once there are any or so many nanoseconds have passed.
  mutating func wait(nanoseconds: Int64) throws(LoadError) -> ArraySlice<UInt32> {
    let capacity = Int32(ready.count)
    let count = unsafe ready.withUnsafeMutableBufferPointer { buffer in
      unsafe muster_poll_wait(descriptor, buffer.baseAddress, capacity, nanoseconds)
    }
    guard count >= 0 else { throw .system("epoll_pwait2", errno) }
    return ready[..<Int(count)]
  }
}

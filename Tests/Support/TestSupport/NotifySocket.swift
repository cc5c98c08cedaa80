internal import Foundation

/// Plays the service manager: hears what a daemon notifies.
public final class NotifySocket: Sendable {
  public let path: String
  private let descriptor: Int32

  public init(in directory: TemporaryDirectory) throws {
    path = directory.path("notify-\(UInt32.random(in: 0 ... .max))")
    descriptor = try UnixSockets.bound(at: path, type: SOCK_DGRAM)
  }

  deinit { close(descriptor) }

  /// The next message; nil when none comes in time.
  public func next(within seconds: Int = 30) async -> String? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        var buffer = [UInt8](repeating: 0, count: 4096)
        unsafe setsockopt(self.descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let count = unsafe recv(self.descriptor, &buffer, buffer.count, 0)
        continuation.resume(returning: count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self))
      }
    }
  }
}

internal import Foundation
internal import Synchronization

/// Stands between a client and a daemon, and holds up a request of one's choice: to see what happens at that moment.
public final class Relay: Sendable {
  public let socket: String
  private let daemon: String
  private let method: [UInt8]
  private let remaining: Mutex<Int>
  private let listener: Int32
  private let ends = Mutex<[Int32]>([])
  private let isHeld = DispatchSemaphore(value: 0)
  private let isReleased = DispatchSemaphore(value: 0)

  /// Listens beside the daemon's socket. Lets so many requests of the method through, and holds the next one.
  public init(to daemon: String, holding method: String, after passed: Int = 0) throws {
    self.daemon = daemon
    self.method = Array(method.utf8)
    socket = daemon + ".relay"
    remaining = Mutex(passed)
    listener = try UnixSockets.listening(at: socket)
    Thread.detachNewThread { [self] in
      while case let client = accept(listener, nil, nil), client >= 0 { connect(client) }
    }
  }

  /// Waits until the request has come; false when it does not come in time.
  public func held(within seconds: Int = 30) async -> Bool {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: self.isHeld.wait(timeout: .now() + .seconds(seconds)) == .success)
      }
    }
  }

  /// Lets it through, and everything after it.
  public func release() {
    remaining.withLock { $0 = .max }
    isReleased.signal()
  }

  /// Ends all connections, and takes no more. What is held is never sent.
  public func hangUp() {
    shutdown(listener, Int32(SHUT_RDWR))
    for end in ends.withLock({ $0 }) { shutdown(end, Int32(SHUT_RDWR)) }
  }

  private func connect(_ client: Int32) {
    guard let server = try? UnixSockets.connected(to: daemon) else { return }
    ends.withLock { $0 += [client, server] }
    Thread.detachNewThread { [self] in
      while let frame = frame(client) {
        if isToBeHeld(frame) {
          isHeld.signal()
          isReleased.wait()
        }
        guard write(frame, to: server) else { break }
      }
      shutdown(server, Int32(SHUT_RDWR))
    }
    Thread.detachNewThread { [self] in
      while let frame = frame(server), write(frame, to: client) {}
      shutdown(client, Int32(SHUT_RDWR))
    }
  }

  private func isToBeHeld(_ frame: [UInt8]) -> Bool {
    guard frame.indices.dropLast(method.count).contains(where: { frame[$0...].starts(with: method) }) else {
      return false
    }
    return remaining.withLock { remaining in
      remaining -= 1
      return remaining < 0
    }
  }

  /// A frame of ttrpc: ten bytes, the first four of which say how many follow.
  private func frame(_ end: Int32) -> [UInt8]? {
    guard let header = read(10, from: end) else { return nil }
    let length = header.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    return read(length, from: end).map { header + $0 }
  }

  private func read(_ count: Int, from end: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard count > 0 else { return bytes }
    return unsafe recv(end, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
  }

  private func write(_ bytes: [UInt8], to end: Int32) -> Bool {
    unsafe send(end, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}

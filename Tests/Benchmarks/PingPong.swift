import Foundation
import MusterLoad

/// The physical limit beside which everything stands: two threads that pass as many bytes as a call and its reply
/// back and forth over a socket, and do nothing else.
enum PingPong {
  /// Microseconds there and back.
  static func p50(requestBytes: Int, replyBytes: Int, seconds: Double) throws -> Double {
    let (here, there) = try LoadSocket.pair()
    let echo = try BlockingThread { answer(LoadSocket(owning: there), requestBytes, replyBytes) }
    var latencies = Latencies()
    do {
      let socket = LoadSocket(owning: here)
      let request = [UInt8](repeating: 0, count: requestBytes)
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let end = Clock.now() + UInt64(seconds * 1e9)
      var start = Clock.now()
      while start < end {
        _ = try socket.write(request.span)
        var received = 0
        while received < replyBytes { received += try socket.read(into: &buffer, waits: true) ?? 0 }
        let now = Clock.now()
        latencies.record(now - start)
        start = now
      }
    }
    // The socket is closed, which ends it.
    echo.join()
    return Double(latencies.percentile(50)) / 1000
  }

  private static func answer(_ socket: consuming LoadSocket, _ requestBytes: Int, _ replyBytes: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let reply = [UInt8](repeating: 1, count: replyBytes)
    var received = 0
    while let count = (try? socket.read(into: &buffer, waits: true)) ?? nil {
      received += count
      while received >= requestBytes {
        received -= requestBytes
        guard (try? socket.write(reply.span)) != nil else { return }
      }
    }
  }
}

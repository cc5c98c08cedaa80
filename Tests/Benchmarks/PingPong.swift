import Foundation

/// The physical limit beside which everything stands: two threads that pass as many bytes as a call and its reply
/// back and forth over a socket, and do nothing else.
enum PingPong {
  static func run(requestBytes: Int, replyBytes: Int, seconds: Double) throws(BenchmarkError) -> Measurement {
    let (here, there) = try BlockingSocket.pair()
    let echo = Thread {
      let socket = BlockingSocket(owning: there)
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let reply = [UInt8](repeating: 1, count: replyBytes)
      var received = 0
      while let count = try? socket.receive(into: &buffer), count > 0 {
        received += count
        while received >= requestBytes {
          received -= requestBytes
          guard (try? socket.send(reply)) != nil else { return }
        }
      }
    }
    echo.start()
    let socket = BlockingSocket(owning: here)
    let request = [UInt8](repeating: 0, count: requestBytes)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var latencies: [UInt64] = []
    let end = LoadGenerator.now() + UInt64(seconds * 1e9)
    while true {
      let start = LoadGenerator.now()
      if start >= end { break }
      try socket.send(request)
      var received = 0
      while received < replyBytes { received += try socket.receive(into: &buffer) }
      latencies.append(LoadGenerator.now() - start)
    }
    latencies.sort()
    let total = latencies.reduce(0, +)
    return Measurement(
      callsPerSecond: Double(latencies.count) / (Double(total) / 1e9),
      p50: Double(latencies[latencies.count / 2]) / 1000, p99: Double(latencies[latencies.count * 99 / 100]) / 1000)
  }
}

import Dispatch
import Glibc
import Synchronization

/// What one run came to.
struct Measurement {
  var callsPerSecond: Double
  /// Microseconds, of calls made one at a time.
  var p50: Double
  var p99: Double
}

/// Keeps a number of calls in flight on each of a number of connections, from threads that block.
enum LoadGenerator {
  /// One call at a time on one connection; every latency is measured.
  static func oneAtATime(_ socket: borrowing BlockingSocket, request: Request, seconds: Double) throws(BenchmarkError)
    -> Measurement
  {
    var counter = FrameCounter()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var latencies: [UInt64] = []
    var stream: UInt32 = 1
    let end = now() + UInt64(seconds * 1e9)
    while true {
      let start = now()
      if start >= end { break }
      try socket.send(request.frames(count: 1, from: &stream))
      var replies = 0
      while replies == 0 { replies += try receive(socket, &buffer, &counter) }
      latencies.append(now() - start)
    }
    guard counter.failures == 0 else { throw .setup("\(counter.failures) calls failed") }
    latencies.sort()
    let total = latencies.reduce(0, +)
    return Measurement(
      callsPerSecond: Double(latencies.count) / (Double(total) / 1e9),
      p50: Double(latencies[latencies.count / 2]) / 1000,
      p99: Double(latencies[latencies.count * 99 / 100]) / 1000)
  }

  /// `window` calls in flight on each connection: as replies come, as many requests go out.
  static func pipelined(
    path: String, connections: Int, window: Int, request: Request, seconds: Double
  ) throws(BenchmarkError) -> Double {
    let outcome = Mutex<(replies: Int, failure: BenchmarkError?)>((0, nil))
    let start = now()
    let end = start + UInt64(seconds * 1e9)
    DispatchQueue.concurrentPerform(iterations: connections) { _ in
      do throws(BenchmarkError) {
        let replies = try drive(path, window: window, request: request, until: end)
        outcome.withLock { $0.replies += replies }
      } catch {
        outcome.withLock { $0.failure = error }
      }
    }
    let (replies, failure) = outcome.withLock { $0 }
    if let failure { throw failure }
    return Double(replies) / (Double(now() - start) / 1e9)
  }

  private static func drive(_ path: String, window: Int, request: Request, until end: UInt64) throws(BenchmarkError)
    -> Int
  {
    let socket = try BlockingSocket(connectingTo: path)
    var counter = FrameCounter()
    var buffer = [UInt8](repeating: 0, count: 262_144)
    var stream: UInt32 = 1
    var replies = 0
    try socket.send(request.frames(count: window, from: &stream))
    var inFlight = window
    while inFlight > 0 {
      let arrived = try receive(socket, &buffer, &counter)
      replies += arrived
      inFlight -= arrived
      guard arrived > 0, now() < end else { continue }
      try socket.send(request.frames(count: arrived, from: &stream))
      inFlight += arrived
    }
    guard counter.failures == 0 else { throw .setup("\(counter.failures) calls failed") }
    return replies
  }

  private static func receive(
    _ socket: borrowing BlockingSocket, _ buffer: inout [UInt8], _ counter: inout FrameCounter
  ) throws(BenchmarkError) -> Int {
    let count = try socket.receive(into: &buffer)
    guard count > 0 else { throw .setup("the server closed the connection") }
    return try counter.count(buffer[..<count])
  }

  static func now() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

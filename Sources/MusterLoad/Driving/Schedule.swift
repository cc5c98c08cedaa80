/// When calls are due at a fixed rate: whether or not earlier ones are answered, so that a server that stands still makes
/// those wait that came meanwhile. Every connection of a thread has its turn.
struct Schedule: Sendable {
  private let start: UInt64
  /// Nanoseconds from one call of the thread to the next.
  private let interval: Double
  private let connections: Int

  /// `rate` is that of all threads, of which this is one.
  init(start: UInt64, rate: Int, thread: Int, threads: Int, connections: Int) {
    interval = 1e9 * Double(threads) / Double(rate)
    // Threads take turns, too.
    self.start = start + UInt64(interval * Double(thread) / Double(threads))
    self.connections = connections
  }

  /// When a call of the thread is due, counted from 0.
  func due(_ call: Int) -> UInt64 { start + UInt64(Double(call) * interval) }

  /// How many calls of the thread are due by then.
  func calls(by time: UInt64) -> Int {
    guard time >= start else { return 0 }
    var count = Int(Double(time - start) / interval) + 1
    // What rounding made of it.
    while count > 0, due(count - 1) > time { count -= 1 }
    while due(count) <= time { count += 1 }
    return count
  }

  /// How many of the thread's first calls are a connection's.
  func share(of connection: Int, in calls: Int) -> Int { (calls + connections - 1 - connection) / connections }

  /// Which of the thread's calls is a connection's next.
  func call(_ number: Int, of connection: Int) -> Int { number * connections + connection }
}

import Foundation
import MusterClient
import MusterModel

/// Reads through the whole stack beside a raw socket ping-pong of the same bytes, in the same run.
///
/// Runs take turns, so that a machine that slows down slows down both; the table shows medians and the spread.
@main struct Benchmarks {
  static let administrator = "111111111111"
  static let members = 200
  static let runs = 5
  static let seconds = 1.0

  static func main() async throws {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let daemon = try DaemonProcess(binary: own.appending(path: "musterd"))
    defer { daemon.stop() }
    try await fill(daemon.socket)
    let member = "\(200_000_000_000 + members / 2)"
    print("\(runs) runs of \(seconds) s each in turn, load generator on the same \(cores) cores")
    try compare("GetMembers of one of \(members) members", .getMembers(member, as: administrator), daemon.socket)
    try compare("CheckAccess", .checkAccess(viewer: administrator, owner: member), daemon.socket)
    print("\nmusterd's peak resident memory: \(format(daemon.peakMiB)) MiB")
  }

  /// One request in every shape, beside a ping-pong of as many bytes.
  private static func compare(_ name: String, _ request: Request, _ path: String) throws {
    let replyBytes = try replySize(path, request)
    var serial: [Measurement] = []
    var raw: [Measurement] = []
    var pipelined: [Shape: [Double]] = [:]
    for run in 1...runs {
      progress("\(name): run \(run) of \(runs)")
      let socket = try BlockingSocket(connectingTo: path)
      serial.append(try LoadGenerator.oneAtATime(socket, request: request, seconds: seconds))
      raw.append(try PingPong.run(requestBytes: request.frame.count, replyBytes: replyBytes, seconds: seconds))
      for shape in Shape.all {
        pipelined[shape, default: []].append(
          try LoadGenerator.pipelined(
            path: path, connections: shape.connections, window: shape.window, request: request, seconds: seconds))
      }
    }
    progress(nil)
    print("\n\(name): \(request.frame.count) bytes there, \(replyBytes) back\n")
    let here = Row(serial.map(\.p50))
    let limit = Row(raw.map(\.p50))
    table("one at a time, p50", here.text("µs"), limit.text("µs"), "× \(format(here.median / limit.median))")
    let tail = Row(serial.map(\.p99))
    let rawTail = Row(raw.map(\.p99))
    table("one at a time, p99", tail.text("µs"), rawTail.text("µs"), "× \(format(tail.median / rawTail.median))")
    let alone = Row(raw.map { $0.callsPerSecond / 1000 })
    for shape in Shape.all {
      let row = Row((pipelined[shape] ?? []).map { $0 / 1000 })
      table("\(shape)", row.text("k/s"), alone.text("k/s"), "× \(format(row.median / alone.median))")
    }
  }

  private struct Shape: Hashable, CustomStringConvertible {
    let connections: Int
    let window: Int

    static let all = [
      Shape(connections: 1, window: 16), Shape(connections: 8, window: 16), Shape(connections: 8, window: 64),
    ]

    var description: String { "\(connections) connection\(connections == 1 ? "" : "s"), \(window) in flight on each" }
  }

  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  private static func fill(_ socket: String) async throws {
    let muster = try await MusterClient(socket: socket, account: administrator)
    try await muster.enableSecurityHub()
    for first in stride(from: 0, to: members, by: 50) {
      _ = try await muster.createMembers(
        (first..<first + 50).map { AccountDetails(accountID: "\(200_000_000_000 + $0)", email: "m\($0)@example.com") })
    }
    // Brings the roster into memory, where it is for whoever reads it often.
    _ = try await muster.listMembers()
    await muster.close()
  }

  private static func replySize(_ socket: String, _ request: Request) throws -> Int {
    let socket = try BlockingSocket(connectingTo: socket)
    var stream: UInt32 = 1
    var buffer = [UInt8](repeating: 0, count: 65_536)
    try socket.send(request.frames(count: 1, from: &stream))
    return try socket.receive(into: &buffer)
  }

  private static func progress(_ text: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text ?? "")".utf8))
  }

  private static func table(_ cells: String...) {
    print(
      zip(cells, [40, 24, 24, 8]).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: " "))
  }
}

/// The same figure of several runs.
struct Row {
  let median: Double
  private let lowest: Double
  private let highest: Double

  init(_ figures: [Double]) {
    let sorted = figures.sorted()
    median = sorted[sorted.count / 2]
    lowest = sorted[0]
    highest = sorted[sorted.count - 1]
  }

  func text(_ unit: String) -> String { "\(format(median)) \(unit) (\(format(lowest))–\(format(highest)))" }
}

func format(_ number: Double) -> String {
  String(format: number < 100 ? "%.1f" : "%.0f", number)
}

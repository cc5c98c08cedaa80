internal import Foundation
internal import MusterLoad

/// A musterd on a data directory, with limits so high that it is not they that are measured.
final class DaemonProcess {
  let socket: String
  /// From its start to its first connection.
  private(set) var startMicroseconds = 0.0
  private let place: URL
  private let process = Process()

  init(_ musterd: String, data: String) throws {
    place = FileManager.default.temporaryDirectory.appending(path: "muster-curves-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    socket = place.appending(path: "s").path
    let configuration = place.appending(path: "muster.yaml").path
    try Data(Self.limits.utf8).write(to: URL(fileURLWithPath: configuration))
    process.executableURL = URL(fileURLWithPath: musterd)
    process.arguments = ["--socket", socket, "--data", data, "--config", configuration]
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    let begin = Clock.now()
    try process.run()
    while (try? LoadSocket(connectingTo: socket)) == nil {
      guard process.isRunning, Clock.now() < begin + 60_000_000_000 else {
        stop()
        throw Failure("\(musterd) does not serve \(data)")
      }
      usleep(500)
    }
    startMicroseconds = Double(Clock.now() - begin) / 1000
  }

  private static let limits = """
    limits:
      roster-rows: 100000
      view-megabytes: 4096
      connections: 8192
      connections-per-user: 8192
      calls-per-user: 131072

    """

  /// Resident memory now, in bytes.
  var residentBytes: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (Double(line.filter(\.isNumber)) ?? 0) * 1024
  }

  func stop() {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: place)
  }
}

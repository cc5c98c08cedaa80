import Foundation
import MusterLoad

/// A server of its own, until nobody needs it.
final class ServerProcess {
  let socket: String
  private let process = Process()

  /// Starts it, and returns when it accepts connections.
  init(_ path: String, _ arguments: [String], socket: String) throws {
    self.socket = socket
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    let log = socket + ".log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    let end = Clock.now() + 60_000_000_000
    while (try? LoadSocket(connectingTo: socket)) == nil {
      guard process.isRunning, Clock.now() < end else {
        let words = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        throw BenchmarkError.setup("\(path) did not start to serve: \(words.split(separator: "\n").last ?? "")")
      }
      usleep(200)
    }
  }

  deinit { stop() }

  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Resident memory, in bytes.
  var residentBytes: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (Double(line.filter(\.isNumber)) ?? 0) * 1024
  }
}

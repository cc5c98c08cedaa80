import Foundation

/// A `musterd` of its own, with durable data in a temporary directory.
final class DaemonProcess {
  let socket: String
  private let directory: URL
  private let process = Process()

  init(binary: URL) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "muster-bench-\(getpid())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    socket = directory.appending(path: "s").path
    process.executableURL = binary
    process.arguments = ["--socket", socket, "--data", directory.appending(path: "data").path]
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    let end = LoadGenerator.now() + 10_000_000_000
    while (try? BlockingSocket(connectingTo: socket)) == nil {
      guard process.isRunning, LoadGenerator.now() < end else {
        throw BenchmarkError.setup("\(binary.path) did not start to serve")
      }
      usleep(2000)
    }
  }

  /// Peak resident memory so far, in MiB.
  var peakMiB: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Double(line.filter(\.isNumber)) ?? 0) / 1024
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }
}

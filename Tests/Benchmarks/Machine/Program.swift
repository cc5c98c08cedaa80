import Foundation

/// Another program.
enum Program {
  /// Runs one to its end. Nil when it cannot be run, or does not end well.
  static func output(of path: String, _ arguments: [String], acceptingFailure: Bool = false) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return acceptingFailure || process.terminationStatus == 0
      ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// The number behind a name in what a program printed: `p50_us 91.2`.
  static func number(_ name: String, in output: String) -> Double? {
    for line in output.split(separator: "\n") where line.hasPrefix(name + " ") {
      return Double(line.dropFirst(name.count + 1).split(separator: " ").first ?? "")
    }
    return nil
  }
}

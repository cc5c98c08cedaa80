import Foundation

/// What the figures are of.
enum MachineName {
  static var text: String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "\(cores) cores of \(processor), Linux \(kernel), \(swift), \(date), load average \(load) before"
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "an unknown processor"
  }

  private static var kernel: String {
    Program.output(of: "/usr/bin/env", ["uname", "-r"])?.trimmingCharacters(in: .newlines) ?? "unknown"
  }

  /// `Swift version 6.3.1 (swift-6.3.1-RELEASE)`
  private static var swift: String {
    let lines = Program.output(of: "/usr/bin/env", ["swift", "--version"])?.split(separator: "\n") ?? []
    let line = lines.first { $0.contains("Swift version") } ?? "Swift"
    return String(line.split(separator: "(").first ?? "Swift").trimmingCharacters(in: .whitespaces)
  }

  /// What else the machine had to do in the minute before.
  private static var load: String {
    let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
    return text?.split(separator: " ").first.map(String.init) ?? "unknown"
  }

  private static var date: String { Date.now.formatted(.iso8601.year().month().day()) }
}

internal import Foundation

/// Where figures come from: they mean nothing without.
enum Machine {
  /// `load` is the load average before anything was measured.
  static func description(load: Double) -> String {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let day = Date().formatted(.iso8601.year().month().day())
    let rest = isBusy(load) ? " **It was busy with other work** (load average \(load)): figures are too low." : ""
    return "\(processors) × \(model), Linux \(kernel), load generator included; \(day).\(rest)"
  }

  /// Whether others work here, too, so that figures tell of them.
  static func isBusy(_ load: Double) -> Bool { load > 0.5 }

  static var load: Double {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return text.split(separator: " ").first.flatMap { Double($0) } ?? 0
  }

  private static var model: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "a processor without a name"
    return name.trimmingCharacters(in: .whitespaces)
  }

  private static var kernel: String {
    let text = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? "of no version"
    return String(text.prefix { $0.isNumber || $0 == "." })
  }
}

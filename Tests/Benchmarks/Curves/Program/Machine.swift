internal import Foundation

/// Where figures come from: they mean nothing without.
enum Machine {
  /// `load` is what others had to do before anything was measured.
  static func description(load: Double) -> String {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let day = Date().formatted(.iso8601.year().month().day())
    let rest =
      isBusy(load) ? " **It was busy with other work** (\(percent(load)) of its processors): figures are too low." : ""
    return "\(processors) × \(model), Linux \(kernel), load generator included; \(day).\(rest)"
  }

  /// Whether others work here, too, so that figures tell of them.
  static func isBusy(_ load: Double) -> Bool { load > 0.1 }

  static func percent(_ load: Double) -> String { "\(Int((100 * load).rounded())) %" }

  /// What part of all processors was busy in a second in which we do nothing. Not the load average, which tells of the
  /// minute before: then we may have measured something else.
  static var load: Double {
    let before = ticks
    usleep(1_000_000)
    let after = ticks
    let all = after.all - before.all
    return all > 0 ? 1 - Double(after.idle - before.idle) / Double(all) : 0
  }

  /// `cpu user nice system idle iowait …`
  private static var ticks: (all: Int, idle: Int) {
    let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
    let numbers = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { Int($0) }
    return (numbers.reduce(0, +), numbers.count > 4 ? numbers[3] + numbers[4] : 0)
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

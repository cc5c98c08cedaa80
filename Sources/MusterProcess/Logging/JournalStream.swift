internal import Glibc
internal import Logging

/// The journal at the other end of a descriptor. It stamps lines with the time itself and takes their priority from a
/// prefix, so that `journalctl -p warning` works.
struct JournalStream {
  /// Nil unless the descriptor is the one that systemd connected, as `JOURNAL_STREAM` names it.
  init?(_ environment: [String: String], descriptor: CInt) {
    var about = stat()
    guard let name = environment["JOURNAL_STREAM"], unsafe fstat(descriptor, &about) == 0,
      name == "\(about.st_dev):\(about.st_ino)"
    else { return nil }
  }

  /// A level of syslog(3) in angle brackets.
  func prefix(for level: Logger.Level) -> String {
    switch level {
    case .trace, .debug: "<7>"
    case .info: "<6>"
    case .notice: "<5>"
    case .warning: "<4>"
    case .error: "<3>"
    case .critical: "<2>"
    }
  }
}

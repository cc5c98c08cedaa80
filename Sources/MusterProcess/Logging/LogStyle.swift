internal import Logging
internal import MusterModel

/// How lines look to whoever reads the log.
struct LogStyle {
  /// Whose log it is.
  var program: String
  var format = LogFormat.text
  /// The reader, if it is the journal.
  var journal: JournalStream?

  func line(
    _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, label: String, at time: Timestamp
  ) -> String {
    let line = LogLine(
      time: journal == nil ? time : nil, level: level, program: program, label: label, message: message,
      metadata: metadata)
    return (journal?.prefix(for: level) ?? "") + line.formatted(as: format)
  }

  /// The line that stands where others are missing. Written at every level.
  func line(_ loss: LogLoss, at time: Timestamp) -> String {
    line(
      loss.audit > 0 ? .error : .warning,
      "log lines were lost, standard error did not take them; have its reader keep up, or raise log.level",
      ["audit": "\(loss.audit)", "other": "\(loss.other)", "since": "\(loss.since)"],
      label: program, at: time)
  }
}

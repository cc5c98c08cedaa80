internal import Glibc
public import Logging
internal import MusterModel

/// Logs to standard error, one line an event.
public struct LineLogHandler: LogHandler {
  /// The label of the logger whose lines are lost last: what an auditor reads.
  public static let auditLabel = "audit"

  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?

  private let label: String
  private let style: LogStyle
  private let output: LogOutput
  private let now: @Sendable () -> Timestamp

  init(
    label: String, level: Logger.Level, style: LogStyle, output: LogOutput,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.label = label
    self.logLevel = level
    self.style = style
    self.output = output
    self.now = now
  }

  /// Makes every logger of this process one of these.
  ///
  /// The lines of the logger that has the program's name for a label show none; those of all others do.
  public static func bootstrap(
    program: String, level: Logger.Level, format: LogFormat, environment: [String: String]
  ) {
    let style = LogStyle(
      program: program, format: format, journal: JournalStream(environment, descriptor: STDERR_FILENO))
    let output = LogOutput.standardError
    output.use(style)
    LoggingSystem.bootstrap { label in
      LineLogHandler(label: label, level: level, style: style, output: output, now: { Timestamp.now })
    }
  }

  public func log(event: LogEvent) {
    var all = event.metadata ?? [:]
    if let provided = metadataProvider?.get() { all.merge(provided) { own, _ in own } }
    if !metadata.isEmpty { all.merge(metadata) { own, _ in own } }
    let time = now()
    let line = style.line(event.level, event.message.description, all, label: label, at: time)
    output.write(line, isAudit: label == Self.auditLabel, at: time)
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}

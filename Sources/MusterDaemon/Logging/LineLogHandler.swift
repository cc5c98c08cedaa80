internal import Glibc
public import Logging
internal import MusterModel

/// Logs to standard error, one line an event.
public struct LineLogHandler: LogHandler {
  /// The label of the daemon's own logger. Lines of all others show theirs.
  public static let mainLabel = "musterd"

  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?

  private let label: String
  private let format: LogFormat
  private let journal: JournalStream?
  private let writer: LineWriter
  private let now: @Sendable () -> Timestamp

  init(
    label: String, level: Logger.Level, format: LogFormat, journal: JournalStream?, writer: LineWriter,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.label = label
    self.logLevel = level
    self.format = format
    self.journal = journal
    self.writer = writer
    self.now = now
  }

  /// Makes every logger of this process one of these.
  public static func bootstrap(level: Logger.Level, format: LogFormat, environment: [String: String]) {
    let writer = LineWriter(STDERR_FILENO)
    let journal = JournalStream(environment, descriptor: STDERR_FILENO)
    LoggingSystem.bootstrap { label in
      LineLogHandler(
        label: label, level: level, format: format, journal: journal, writer: writer, now: { Timestamp.now })
    }
  }

  public func log(event: LogEvent) {
    var all = event.metadata ?? [:]
    if let provided = metadataProvider?.get() { all.merge(provided) { own, _ in own } }
    if !metadata.isEmpty { all.merge(metadata) { own, _ in own } }
    let line = LogLine(
      time: journal == nil ? now() : nil, level: event.level, label: label, message: event.message.description,
      metadata: all)
    writer.write((journal?.prefix(for: event.level) ?? "") + line.formatted(as: format))
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}

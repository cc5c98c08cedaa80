/// How a log line looks.
public enum LogFormat: String, CaseIterable, Hashable, Sendable {
  /// `2026-03-01T10:00:00.000Z info [label] message key=value`
  case text
  /// One JSON object a line.
  case json
}

/// Where a daemon keeps its data. What its users see must not tell the one from the other.
enum DataPlace: String, CaseIterable, CustomStringConvertible {
  case memory
  case directory

  /// The command line of a daemon for it. ``RunningDaemon`` gives one a directory.
  var arguments: [String] { self == .memory ? ["--data", ":memory:"] : [] }

  var description: String { rawValue }
}

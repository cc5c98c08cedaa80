internal import MusterModel

/// The numbers of the client library, each once, with its reason.
enum Limits {
  /// Accounts sent in one call of a bulk helper: what CreateMembers takes. The other calls would take more; the
  /// same step gives the same progress and loses as little when a call fails.
  static let accountsPerCall = MusterModel.Limits.accountDetails.upperBound
  /// Ids asked for in one call: what GetMembers takes. A question that fails loses nothing.
  static let idsPerQuestion = MusterModel.Limits.accountIDs.upperBound
  /// The pause before a watch that was interrupted is begun again. It doubles with every such failure in a row, and up to
  /// half of it is left out by chance, so that all who watched a daemon do not come back at the same moment. A daemon that
  /// is restarted takes some tenths of a second.
  static let firstWatchPause: Duration = .milliseconds(50)
  /// The longest such pause: soon enough for a person who waits, and nothing to a daemon with thousands of watches.
  static let longestWatchPause: Duration = .seconds(5)
}

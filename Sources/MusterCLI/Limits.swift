internal import MusterModel

/// The numbers of the command line, each once, with its reason.
enum Limits {
  /// Accounts sent in one call: what CreateMembers takes. The other calls would take more; the same step gives
  /// the same progress and loses as little when a call fails.
  static let accountsPerCall = MusterModel.Limits.accountDetails.upperBound
  /// Ids asked for in one call: what GetMembers takes.
  static let idsPerQuestion = MusterModel.Limits.accountIDs.upperBound
  /// Bytes of a file of accounts. The largest roster there can be, 100,000 accounts, needs a third of it.
  static let fileBytes = 64 << 20
  /// Bad lines of a file that are listed. With so many, the first ones tell what is wrong with all.
  static let listedProblems = 20
  /// Fields of one CSV record. There should be two; a line of commas alone must not become millions.
  static let csvFields = 100
  /// Characters of a bad value that a message shows.
  static let shownCharacters = 64
}

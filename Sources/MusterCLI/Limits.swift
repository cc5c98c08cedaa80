/// The numbers of the command line, each once, with its reason.
enum Limits {
  /// Bytes of a file of accounts. The largest roster there can be, 100,000 accounts, needs a third of it.
  static let fileBytes = 64 << 20
  /// Bad lines of a file that are listed. With so many, the first ones tell what is wrong with all.
  static let listedProblems = 20
  /// Fields of one CSV record. There should be two; a line of commas alone must not become millions.
  static let csvFields = 100
  /// Accounts that were left out and are still seen, with what stands above them, when the list ends.
  static let accountsInSight = 20
  /// Reasons that are told again below a longer list.
  static let reasonsInSight = 5
  /// Characters of a bad value that a message shows.
  static let shownCharacters = 64
}

/// Every limit of the daemon's own, named once, with its reason.
enum Limits {
  /// Bytes of a configuration file: some 50,000 account ids, and little enough to read twice.
  static let configurationBytes = 1 << 20

  /// What is wrong with one configuration file and still worth reading at once.
  static let configurationProblems = 20

  /// How long calls in flight may take to end when the daemon is told to: nobody waits longer for a reply, and less than
  /// a service manager waits before it kills.
  static let drainTime: Duration = .seconds(10)
}

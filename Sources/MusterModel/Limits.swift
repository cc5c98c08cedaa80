/// What a call may contain, each number once, with its reason.
public enum Limits {
  /// Entries of one CreateMembers: the service model's bound (spec D7).
  public static let accountDetails = 1...50
  /// Ids in any other list of accounts: AWS's member quota, so that every member fits one call (spec D6).
  public static let accountIDs = 1...1000
  /// Pairs of one BatchCheckAccess: as many lookups as a connection may make before others get their turn.
  public static let accessPairs = 1...10_000
  /// Items a page may hold; the upper bound is the default (spec D17).
  public static let pageSize = 1...50
  /// The same, of a list of an organization's administrators (spec 2.1).
  public static let adminsPageSize = 1...10
  /// Bytes of an e-mail address (spec D29).
  public static let emailBytes = 1024
  /// Bytes of anything sent as an account or invitation id, well- or ill-formed (spec D29).
  public static let idBytes = 64
  /// Bytes of a Region's name (spec D29).
  public static let regionBytes = 32
  /// Bytes of a page token (spec D29).
  public static let tokenBytes = 512
  /// Bytes of a hub ARN: none that Muster makes is longer than 100.
  public static let arnBytes = 2048
  /// Changes in one update of a watch: what a client takes in at a time.
  public static let updateChanges = 256
  /// Bytes that they take in its message, one change always excepted: what a stream's writer may be ahead of the socket.
  public static let updateBytes = 64 << 10
  /// Tags of one hub (spec 2.1, TagMap).
  public static let tags = 50
  /// Characters of a tag's key and of its value (spec 2.1, TagMap).
  public static let tagKeyCharacters = 128
  public static let tagValueCharacters = 256
}

/// The quotas an operator may change, per administrator and Region.
public struct Quotas: Hashable, Sendable {
  /// Rows of every status in one roster. AWS's figure is 1,000 (spec 4.9).
  public var rosterRows: Int

  public init(rosterRows: Int = Quotas.defaultRosterRows) { self.rosterRows = rosterRows }

  public static let defaultRosterRows = 1000
  /// What `rosterRows` may be set to: past it a roster's view costs more memory than one tenant should have.
  public static let rosterRowsRange = 1...100_000
}

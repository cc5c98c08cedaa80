/// Makes commits durable and reads rows back: the whole contract of a store.
///
/// ``MemoryStore`` is the reference. Every store passes the one conformance suite in `Tests/StoreTests`.
public protocol Store: Sendable {
  /// What the store says of itself.
  var description: StoreDescription { get async }

  /// Rows by key, as of one moment.
  func load(_ keys: [RowKey], in region: Region) async throws(StoreError) -> Snapshot<[RowKey: Stored<Row>]>

  /// Every row that the part shows, as of one moment.
  func load(_ part: ViewPart, in region: Region) async throws(StoreError) -> Snapshot<TenantView>

  /// Applies commits in order, in one transaction; when it returns, all that was done is durable. A commit of
  /// which an expectation does not hold, checked after the commits before it, is left out whole and spoils no
  /// other. When it throws, nothing was applied.
  func commit(_ commits: [Commit]) async throws(StoreError) -> [CommitOutcome]

  /// Waits for what is under way and closes. Every later call throws ``StoreError/closed``.
  func close() async
}

/// What was read, and as of which commit.
public struct Snapshot<Content: Sendable>: Sendable {
  public let content: Content
  /// The last commit that the snapshot shows.
  public let revision: Revision

  public init(_ content: Content, at revision: Revision) {
    self.content = content
    self.revision = revision
  }
}

/// Changes that become durable together or not at all, if the expectations hold.
public struct Commit: Hashable, Sendable {
  public let region: Region
  public let changes: [Change]
  public let expectations: [Expectation]

  public init(region: Region, changes: [Change], expectations: [Expectation]) {
    self.region = region
    self.changes = changes
    self.expectations = expectations
  }
}

public enum CommitOutcome: Hashable, Sendable {
  /// Durable; every row it put carries the revision.
  case done(Revision)
  /// Not applied: the expectation, one of the commit's, does not hold.
  case conflict(Expectation)
}

public struct StoreDescription: Hashable, Sendable {
  /// A directory, or `:memory:`.
  public var place: String
  /// False once a write could not be made durable.
  public var isWritable: Bool
  /// Secret, made with the store and kept in it: page tokens are sealed with it, so that they survive a restart.
  public var tokenKey: [UInt8]

  public init(place: String, isWritable: Bool, tokenKey: [UInt8]) {
    self.place = place
    self.isWritable = isWritable
    self.tokenKey = tokenKey
  }

  /// Bytes of ``tokenKey``: those of the hash it keys.
  public static let tokenKeyBytes = 32
}

/// What a store can meet. Nothing was applied when one is thrown.
public enum StoreError: Error, Hashable, Sendable {
  /// The operation failed, and a later one may succeed: a full disk, a busy file.
  case failed(String)
  /// A write could not be made durable. Until it is opened anew the store answers reads only, since what the
  /// disk holds of that write is not known.
  case readOnly(String)
  /// What is stored cannot be read as what we wrote.
  case corrupt(String)
  case closed
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .failed(let reason): reason
    case .readOnly(let reason): "the store is read-only until the daemon is restarted: \(reason)"
    case .corrupt(let reason): "the store is corrupt: \(reason)"
    case .closed: "the store is closed"
    }
  }
}

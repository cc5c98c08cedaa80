/// Every limit of the gateway's own, named once, with its reason.
enum Limits {
  // MARK: What a signature may be made of

  /// Bytes of an Authorization header: names of all the headers there may be, and the rest many times over.
  static let authorizationBytes = 8192

  /// Header fields of one request, signed or not. Each signed name is looked for among them; clients send a dozen.
  static let headerFields = 128

  /// Names in SignedHeaders: botocore signs seven.
  static let signedHeaders = 64

  /// Parameters of one query, which are sorted: 50 keys of tags, the eight of a signature, and room.
  static let queryParameters = 128

  /// Bytes of an access key id: AWS's own bound.
  static let accessKeyIDBytes = 128

  /// Bytes of a session token: real ones stay below 2 KiB, and AWS names no bound.
  static let sessionTokenBytes = 8192

  // MARK: When one may be made

  /// How far the date of a signed header may be from our clock, either way: AWS's figure.
  static let clockSkewSeconds: Int64 = 300

  /// How long a presigned URL may be good for: up to a week, as with AWS.
  static let presignedSeconds: ClosedRange<Int64> = 1...604_800

  // MARK: What is kept and shown

  /// Derived keys that are kept: one for each account, Region and day that is busy. All are dropped past it.
  static let derivedKeys = 4096

  /// Characters of a value that a message about a signature shows.
  static let shownCharacters = 100

  /// Characters of a path or a parameter that a message shows: any path of the service, and an ARN in it.
  static let quotedCharacters = 200

  /// Bytes of the canonical request that such a message shows: all of any that is not made to be long.
  static let shownCanonicalBytes = 4096

  // MARK: Credentials

  /// Bytes of a credentials file: some 25,000 accounts.
  static let credentialsBytes = 4 << 20

  /// What is wrong with one credentials file and still worth reading at once.
  static let credentialsProblems = 20

  /// Bytes of a secret key: AWS's have 40.
  static let secretBytes = 1024

  // MARK: Connections and bodies

  /// Bytes of a body, 10 MB (spec 5.4). No request that is well-formed comes near it.
  static let bodyBytes = 10_000_000

  /// Bytes of all bodies that are held at a time: plenty for every client at once, and little beside a host's memory.
  static let bodyBytesInAll = 256 << 20

  /// Bytes of a body that is parsed at once, whatever else is: all that a request needs, and room.
  static let smallBodyBytes = 256 << 10

  /// Bytes that a byte of a body may become when it is parsed: 9.8 MB of lists in lists took 235 MB.
  static let documentBytesPerByte = 24

  /// Bytes that large bodies may become at a time: one of the largest.
  static let documentBytesInAll = 256 << 20

  /// Connections at a time; who comes then waits in the kernel's queue until one ends.
  static let connections = 1024

  /// Open files that are not for clients: connections to the daemon, event loops, log, and the credentials while they are
  /// read.
  static let descriptorsKept = 64

  /// Bytes of one header field, and of all: a signature with a session token takes less than half.
  static let headerFieldBytes = 16 << 10
  static let headerBytes = 32 << 10

  /// How long a request may take to come, and a reply to be taken.
  static let clientTime: Duration = .seconds(30)

  /// How long a connection may wait for its next request, and a request for the end of its headers. SDKs mend a
  /// connection that was closed.
  static let idleTime: Duration = .seconds(30)

  /// How long requests in flight may take to end when the gateway is told to: less than a service manager waits before
  /// it kills.
  static let drainTime: Duration = .seconds(10)

  /// How long the last answers may then take to leave.
  static let farewellTime: Duration = .milliseconds(500)

  /// How long the daemon may take to say that it is there, before whoever watches us gives up.
  static let readinessTime: Duration = .seconds(2)

  // MARK: The log

  /// Lines about refusals in one second: enough to see who it is, and no way to fill a disk.
  static let refusalsPerSecond = 50
}

package import MusterClient
package import MusterModel

/// Why a ground could not be prepared, or not be left as it was.
package enum GroundError: Error, Sendable {
  /// The daemon said so, or could not be asked.
  case client(MusterClientError)
  /// An account has a hub that no load made.
  case taken(AccountID, Region)
  /// A process that is alive prepared it, and is at work there; or one that cannot be seen from here, and will be over
  /// within so many seconds.
  case inUse(process: Int32, secondsLeft: UInt64?, AccountID, Region)
  /// An account of a list was left out, and why.
  case unprocessed(UnprocessedAccount)
}

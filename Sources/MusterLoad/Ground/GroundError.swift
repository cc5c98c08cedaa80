package import MusterClient
package import MusterModel

/// Why a ground could not be prepared, or not be left as it was.
package enum GroundError: Error, Sendable {
  /// The daemon said so, or could not be asked.
  case client(MusterClientError)
  /// An account has a hub that no load made.
  case taken(AccountID, Region)
  /// A process that is alive prepared it, and is at work there.
  case inUse(process: Int32, AccountID, Region)
  /// An account of a list was left out, and why.
  case unprocessed(UnprocessedAccount)
}

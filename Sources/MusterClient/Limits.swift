internal import MusterModel

/// The numbers of the client library, each once, with its reason.
enum Limits {
  /// Accounts sent in one call of a bulk helper: what CreateMembers takes. The other calls would take more; the
  /// same step gives the same progress and loses as little when a call fails.
  static let accountsPerCall = MusterModel.Limits.accountDetails.upperBound
  /// Ids asked for in one call: what GetMembers takes. A question that fails loses nothing.
  static let idsPerQuestion = MusterModel.Limits.accountIDs.upperBound
}

internal import MusterModel

/// For whom a request acts: the account whose key signed it, in the Region of the signature's scope.
struct Caller: Hashable, Sendable {
  var account: AccountID
  var region: Region
  var accessKeyID: String
}

import MusterModel

/// Who asks, where, and when.
struct Caller {
  let account: AccountID
  let region: Region
  let now: Timestamp
}

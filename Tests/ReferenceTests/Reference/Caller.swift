import MusterModel

/// Who asks, where, and when.
struct Asker {
  let account: AccountID
  let region: Region
  let now: Timestamp
}

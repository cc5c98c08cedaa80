internal import GRDB
internal import MusterModel
private import Synchronization

/// Applies commits on the one connection that writes. Used only on that connection's thread.
final class Writer: Sendable {
  private let regions = Mutex<[Region: RegionNumber]>([:])
  private let refusal = Mutex<String?>(nil)

  /// Why nothing is written any more.
  var readOnlyReason: String? { refusal.withLock(\.self) }

  /// One transaction; on return it is durable.
  func commit(_ commits: [Commit], on database: Database) throws(StoreError) -> [CommitOutcome] {
    if let reason = readOnlyReason { throw .readOnly(reason) }
    do throws(StoreError) {
      return try transaction(commits, on: database)
    } catch {
      // Whatever failed, the transaction is gone as a whole. SQLite may have ended it by itself, then this fails.
      try? database.rollback()
      refuseWrites(after: error)
      throw error
    }
  }

  /// Moves all of the log into the database file, which then is whole by itself: to copy it is to have everything.
  /// Where that fails, the log keeps what it has.
  func emptyLog(on database: Database) {
    guard readOnlyReason == nil else { return }
    _ = try? database.checkpoint(.truncate)
  }

  private func transaction(_ commits: [Commit], on database: Database) throws(StoreError) -> [CommitOutcome] {
    try Query("BEGIN IMMEDIATE", on: database).run()
    var transaction = try WriteTransaction(database, knowing: regions.withLock(\.self))
    var outcomes: [CommitOutcome] = []
    outcomes.reserveCapacity(commits.count)
    for commit in commits { outcomes.append(try transaction.apply(commit)) }
    if !transaction.isEmpty { try transaction.seal() }
    try Query("COMMIT", on: database).commit()
    regions.withLock { $0 = transaction.regions }
    return outcomes
  }

  /// After a failed sync the kernel may have dropped the pages it could not write and report the next sync as a
  /// success. So none is ever tried again: only opening anew reads what the disk really holds.
  func refuseWrites(after error: StoreError) {
    guard case .readOnly(let reason) = error else { return }
    refusal.withLock { $0 = $0 ?? reason }
  }
}

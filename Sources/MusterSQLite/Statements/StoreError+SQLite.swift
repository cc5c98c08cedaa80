internal import GRDB
internal import MusterModel

extension StoreError {
  /// What a failure of SQLite's means to whoever uses the store.
  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = .failed("\(error)")
      return
    }
    let reason = "\(error.message ?? "no message") (SQLite error \(error.extendedResultCode.rawValue))"
    switch (error.resultCode, error.extendedResultCode) {
    case (.SQLITE_CORRUPT, _), (.SQLITE_NOTADB, _): self = .corrupt(reason)
    case (_, .SQLITE_IOERR_FSYNC), (_, .SQLITE_IOERR_DIR_FSYNC): self = .readOnly("a sync failed: \(reason)")
    default: self = .failed(reason)
    }
  }

  /// What a failed COMMIT means. Pages were being written and synced: after any I/O error in there it is not
  /// known which of them the disk holds. A full disk is no such error, it is found before anything is synced.
  static func committing(_ error: any Error) -> StoreError {
    guard let error = error as? DatabaseError, error.resultCode == .SQLITE_IOERR else { return StoreError(error) }
    return .readOnly("a commit failed: \(error.message ?? "") (SQLite error \(error.extendedResultCode.rawValue))")
  }
}

import MusterModel
import Synchronization
import Testing

/// What a watch told, and the roster that it amounts to.
final class Watcher: Sendable {
  fileprivate struct Notes {
    var rows: [AccountID: Member] = [:]
    var isCurrent = false
    var revision = Revision.none
    /// What was told before the marker.
    var listing: [AccountID: Member] = [:]
    /// What was told since the marker.
    var changes: [MemberChange] = []
    /// What must never be told.
    var complaints: [String] = []
    var end: CallError?
  }

  private let notes = Mutex(Notes())

  /// Reads a watch in a task of its own, until it ends or the task is cancelled. Others get `turns` turns before each
  /// update is taken.
  func follow(_ watch: any RosterWatch, turns: Int = 0) -> Task<Void, Never> {
    Task {
      do throws(CallError) {
        while true {
          for _ in 0..<turns { await Task.yield() }
          take(try await watch.next())
        }
      } catch {
        notes.withLock { $0.end = error }
      }
    }
  }

  func take(_ update: RosterUpdate) { notes.withLock { $0.take(update) } }

  var rows: [AccountID: Member] { notes.withLock { $0.rows } }
  var isCurrent: Bool { notes.withLock { $0.isCurrent } }
  var end: CallError? { notes.withLock { $0.end } }
  var listing: [AccountID: Member] { notes.withLock { $0.listing } }
  var changes: [MemberChange] { notes.withLock { $0.changes } }
  var complaints: [String] { notes.withLock { $0.complaints } }

  /// Whether it has the roster as it is.
  func has(_ members: [Member]) -> Bool {
    notes.withLock { notes in
      notes.isCurrent && notes.rows == Dictionary(uniqueKeysWithValues: members.map { ($0.accountID, $0) })
    }
  }
}

extension Watcher.Notes {
  fileprivate mutating func take(_ update: RosterUpdate) {
    if update.revision < revision { complaints.append("\(update.revision) after \(revision)") }
    revision = update.revision
    if update.isCurrent {
      if isCurrent { complaints.append("a second marker") }
      listing = rows
      isCurrent = true
    }
    if update.changes.isEmpty != update.isCurrent {
      complaints.append("an update of nothing, or a marker of something")
    }
    for change in update.changes { take(change) }
  }

  private mutating func take(_ change: MemberChange) {
    if isCurrent { changes.append(change) }
    switch change {
    case .member(let member):
      let old = rows.updateValue(member, forKey: member.accountID)
      if !isCurrent, old != nil { complaints.append("\(member.accountID) is listed twice") }
    case .removed(let account):
      if rows.removeValue(forKey: account) == nil { complaints.append("\(account) is removed and was not there") }
    }
  }
}

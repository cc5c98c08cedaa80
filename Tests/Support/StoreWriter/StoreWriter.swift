import Glibc
import MusterModel
import MusterSQLite
import TestFixtures

/// Commits into a SQLite store without end, for tests that watch its system calls or kill it:
///
///     StoreWriter DIRECTORY [--writers N] [--commits N] [--user ID]
///
/// Four writers, or as many as asked for, with an administrator each add one member after another, both sides of
/// it in one commit, and print `ADMINISTRATOR NUMBER` once that is acknowledged. After `--commits` each they end.
/// With `--user` the program first becomes that user, who may have fewer rights than the test.
@main
struct StoreWriter {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { fail("usage: StoreWriter DIRECTORY [--writers N] [--commits N] [--user ID]") }
    if let user = option("--user", in: arguments) {
      guard let id = UInt32(user), setgid(id) == 0, setuid(id) == 0 else { fail("cannot become user \(user)") }
    }
    let writers = option("--writers", in: arguments).flatMap { UInt64($0) } ?? 4
    let commits = option("--commits", in: arguments).flatMap { Int($0) } ?? Int.max

    let store: SQLiteStore
    do { store = try SQLiteStore.open(directory: arguments[1]) } catch { fail("\(error.code): \(error.message)") }
    try await withThrowingTaskGroup { group in
      for writer in 1...writers {
        group.addTask { try await write(to: store, as: account(writer), commits: commits) }
      }
      try await group.waitForAll()
    }
    await store.close()
  }

  private static func write(to store: SQLiteStore, as administrator: AccountID, commits: Int) async throws {
    let head = try await store.load([.roster(administrator)], in: .usEast1).content[.roster(administrator)]
    var number = 0
    if case .roster(let roster) = head?.content { number = roster.rows }
    for _ in 0..<commits {
      number += 1
      let member = account(UInt64(number))
      let commit = Commit(
        region: .usEast1,
        changes: [
          .member(administrator, member, .sample(.invited)), .invitation(member, from: administrator, .sample()),
          .roster(administrator, RosterRow(rows: number)),
        ],
        expectations: [])
      guard case .done = try await store.commit([commit]).first else { fail("conflict") }
      tell("\(administrator) \(number)\n", 1)
    }
  }

  private static func option(_ name: String, in arguments: [String]) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
  }

  /// With one system call and no buffer: what was told before a SIGKILL has been told.
  private static func tell(_ text: String, _ descriptor: CInt) {
    // The pointer is to the argument, for the length of the call.
    _ = unsafe Glibc.write(descriptor, text, text.utf8.count)
  }

  private static func fail(_ reason: String) -> Never {
    tell("\(reason)\n", 2)
    exit(3)
  }
}

import Foundation
import GRDB
import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

@Suite("The SQLite store on a damaged database", .timeLimit(.minutes(1)))
struct SQLiteDamageTests {
  let directory: TemporaryDirectory
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)

  init() throws { directory = try TemporaryDirectory() }

  /// A value that Muster cannot have written, the row it is in, and what must be said of it.
  struct Damage: CustomTestStringConvertible {
    let sql: String
    let complaint: String
    var testDescription: String { sql }

    init(_ sql: String, _ complaint: String) {
      self.sql = sql
      self.complaint = complaint
    }
  }

  static let damages = [
    Damage(
      "UPDATE member SET status = 0", "table member, administrator 111111111111, member 222222222222: status is 0"),
    Damage("UPDATE member SET status = 6", "status is 6"),
    Damage("UPDATE member SET status = 257", "status is 257"),
    Damage("UPDATE member SET status = -1", "status is -1"),
    Damage("UPDATE member SET rev = 0", "rev is 0"),
    Damage("UPDATE member SET rev = 9", "rev is 9, and the last commit was 1"),
    Damage("UPDATE member SET rev = -9223372036854775808", "rev is -9223372036854775808"),
    Damage("UPDATE member SET invitation = x'0011'", "invitation is not of 16 bytes"),
    Damage("UPDATE member SET email = CAST(x'FF41' AS TEXT)", "email is not UTF-8"),
    Damage(
      "UPDATE invitation SET status = 99", "table invitation, member 222222222222, administrator 111111111111: status"),
    Damage("UPDATE invitation SET id = x''", "id is not of 16 bytes"),
    Damage("UPDATE standing SET administrator = 1000000000000", "administrator is 1000000000000, not an account"),
    Damage("UPDATE standing SET administrator = -1", "table standing, account 222222222222: administrator is -1"),
    Damage("UPDATE roster SET rows = -1", "table roster, account 111111111111: rows is -1"),
    Damage("UPDATE roster SET enabled = 2", "enabled is 2"),
    Damage("UPDATE hub SET auto_enable_controls = 2", "table hub, account 111111111111: auto_enable_controls is 2"),
    Damage("UPDATE hub SET control_finding_generator = 3", "control_finding_generator is 3"),
    Damage("UPDATE hub SET tags = '{\"a\":1}'", "tags is not a JSON object of strings"),
    Damage("UPDATE hub SET tags = '{'", "tags is not a JSON object of strings"),
    Damage("UPDATE store SET revision = -1", "table store, its one row: revision is -1"),
    Damage("UPDATE store SET revision = 9223372036854775807", "revision is 9223372036854775807"),
    Damage("DELETE FROM store", "table store has lost its row"),
  ]

  @Test("names the table and the row of a value it cannot have written", arguments: damages)
  func namesTheRow(_ damage: Damage) async throws {
    let store = try await damagedStore(damage.sql)
    let keys: [RowKey] = [
      .hub(admin), .standing(member), .roster(admin), .member(administrator: admin, member: member),
      .invitation(member: member, administrator: admin),
    ]
    try await expectCorrupt(damage.complaint) { _ = try await store.load(keys, in: .usEast1) }
    try await expectCorrupt(damage.complaint) {
      for part in [ViewPart.head(admin), .roster(admin), .head(member), .invitations(member)] {
        _ = try await store.load(part, in: .usEast1)
      }
    }
    // Reading is refused, and so is deciding on what cannot be read; the rest of the store goes on.
    if damage.sql.contains("SET rev") {
      try await expectCorrupt(damage.complaint) {
        try await store.commit(.hub(admin, nil), expecting: [.exists(keys[3])])
      }
    }
    #expect(store.description.isWritable)
    await store.close()
  }

  @Test("refuses a member's id out of range when it lists a roster")
  func namesTheRoster() async throws {
    let store = try await damagedStore("UPDATE member SET member = -7")
    try await expectCorrupt("table member, of account 111111111111: member is -7, not an account of 12 digits") {
      _ = try await store.load(.roster(admin), in: .usEast1)
    }
    await store.close()
  }

  @Test("calls a damaged page corrupt, and answers from the others")
  func findsDamagedPages() async throws {
    let first = try SQLiteStore.open(directory: directory.path)
    try await first.commit(.hub(admin, .sample))
    try await first.commit((0..<2000).map { .member(admin, account($0), .sample()) })
    await first.close()

    // The page in the middle of the file is one of the roster's, which makes up most of it.
    let url = URL(filePath: directory.path("muster.db"))
    var bytes = try Data(contentsOf: url)
    let page = bytes.count / 4096 / 2 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: Data(repeating: 0x5A, count: 4096))
    try bytes.write(to: url)

    let store = try SQLiteStore.open(directory: directory.path)
    try await expectCorrupt("database disk image is malformed") {
      _ = try await store.load(.roster(admin), in: .usEast1)
    }
    #expect(try await store.row(.hub(admin)) != nil)
    try await store.commit(.hub(member, .sample))
    await store.close()
  }

  /// An open store with one row of every kind, of which something was changed behind its back.
  private func damagedStore(_ sql: String) async throws -> SQLiteStore {
    let store = try SQLiteStore.open(directory: directory.path)
    try await store.commit(
      .hub(admin, .sample), .standing(member, .sample(under: admin)), .roster(admin, RosterRow(rows: 1, enabled: 1)),
      .member(admin, member, .sample()), .invitation(member, from: admin, .sample(.enabled)))
    let stranger = try DatabaseQueue(path: directory.path("muster.db"))
    try await stranger.write { database in try database.execute(sql: sql) }
    try stranger.close()
    return store
  }

  private func expectCorrupt(
    _ words: String, at location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
  ) async throws {
    let error = await #expect(throws: StoreError.self, sourceLocation: location) { try await body() }
    guard case .corrupt(let reason) = error, reason.contains(words) else {
      Issue.record("\(String(describing: error)) does not say: \(words)", sourceLocation: location)
      return
    }
  }
}

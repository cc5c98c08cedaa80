private import GRDBSQLite
internal import MusterLoad
internal import MusterModel

/// A database of Muster's that gets its rows by SQL, as calls would have left them.
struct GroundDatabase {
  let path: String

  /// For each administrator a hub and a roster; for each of its associated members a hub, a standing and an invitation.
  func fill(_ ground: LoadGround) throws {
    let (tenant, associated) = (ground.tenant(0), ground.associated)
    let own = ground.member(0, of: 0)
    // Those that are not associated are the same accounts in every roster.
    let shared = ground.members > associated ? ground.member(associated, of: 0) - UInt64(associated) : 0
    let each =
      "(SELECT \(own) + t * \(associated) + j AS member, \(tenant) + t AS administrator FROM tenants, associated)"
    let invitation = "CAST(printf('%016d', member) AS BLOB)"
    let counting = """
      WITH RECURSIVE
        tenants(t) AS (SELECT 0 UNION ALL SELECT t + 1 FROM tenants WHERE t < \(ground.tenants - 1)),
        associated(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM associated WHERE j < \(associated - 1)),
        members(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM members WHERE j < \(ground.members - 1))
      """
    try run([
      "PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "BEGIN",
      "INSERT INTO region (id, name) VALUES (1, '\(ground.region.name)')",
      "\(counting) INSERT INTO hub SELECT 1, \(tenant) + t, 1, \(now), 1, 2, 1, NULL FROM tenants",
      "\(counting) INSERT INTO hub SELECT 1, member, 1, \(now), 1, 2, 1, NULL FROM \(each)",
      "\(counting) INSERT INTO standing SELECT 1, member, 1, administrator, \(invitation), \(now) FROM \(each)",
      "\(counting) INSERT INTO invitation SELECT 1, member, administrator, 1, \(invitation), 3, \(now) FROM \(each)",
      "\(counting) INSERT INTO roster SELECT 1, \(tenant) + t, 1, \(ground.members), \(associated) FROM tenants",
      """
      \(counting) INSERT INTO member
        SELECT 1, administrator, member, 1, 'm' || member || '@example.com', 3, \(invitation), \(now), \(now) FROM \(each)
      """,
      """
      \(counting) INSERT INTO member
        SELECT 1, \(tenant) + t, \(shared) + j, 1, 'm' || (\(shared) + j) || '@example.com', 1, NULL, NULL, \(now)
        FROM tenants, members WHERE j >= \(associated)
      """,
      "UPDATE store SET revision = 1", "COMMIT", "PRAGMA journal_mode = WAL",
    ])
  }

  /// A moment, in milliseconds: any will do.
  private var now: Int64 { 1_760_000_000_000 }

  private func run(_ statements: [String]) throws {
    var database: OpaquePointer?
    // The handle lives until the end of this function, and each message is copied before the next call.
    guard unsafe sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      throw Failure("cannot open \(path)")
    }
    defer { unsafe sqlite3_close(database) }
    for statement in statements {
      guard unsafe sqlite3_exec(database, statement, nil, nil, nil) == SQLITE_OK else {
        throw Failure("\(statement): \(unsafe String(cString: sqlite3_errmsg(database)))")
      }
    }
  }
}

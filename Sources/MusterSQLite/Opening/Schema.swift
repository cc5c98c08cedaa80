internal import GRDB
internal import MusterModel

/// The database's form: what makes a file ours, its version, and the way from each version to the next.
enum Schema {
  /// `MUST`, in the header of every file of ours: without it nothing is touched.
  static let applicationID = 0x4D55_5354

  static var version: Int { migrations.count }

  /// From version n to n + 1. What was once released is never edited: new steps are added at the end.
  private static let migrations = [version1]

  /// Every table is one tree, clustered by Region and then by the account whose view shows the rows, so that a
  /// roster lies together. None has a second index: one on the random member ids slowed insertion 5 to 10 times.
  /// Accounts are integers, times milliseconds since 1970, an invitation id its 16 bytes, and `rev` the number of
  /// the commit that wrote the row.
  private static let version1 = """
    CREATE TABLE store (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      revision INTEGER NOT NULL,
      token_key BLOB NOT NULL
    ) STRICT;

    CREATE TABLE region (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE hub (
      region INTEGER NOT NULL,
      account INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      subscribed_at INTEGER NOT NULL,
      auto_enable_controls INTEGER NOT NULL,
      control_finding_generator INTEGER NOT NULL,
      enable_default_standards INTEGER NOT NULL,
      tags TEXT,
      PRIMARY KEY (region, account)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE standing (
      region INTEGER NOT NULL,
      account INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      administrator INTEGER NOT NULL,
      invitation BLOB NOT NULL,
      invited_at INTEGER NOT NULL,
      PRIMARY KEY (region, account)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE roster (
      region INTEGER NOT NULL,
      account INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      enabled INTEGER NOT NULL,
      PRIMARY KEY (region, account)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE member (
      region INTEGER NOT NULL,
      administrator INTEGER NOT NULL,
      member INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      email TEXT,
      status INTEGER NOT NULL,
      invitation BLOB,
      invited_at INTEGER,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (region, administrator, member)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE invitation (
      region INTEGER NOT NULL,
      member INTEGER NOT NULL,
      administrator INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      id BLOB NOT NULL,
      status INTEGER NOT NULL,
      invited_at INTEGER NOT NULL,
      PRIMARY KEY (region, member, administrator)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO store (id, revision, token_key) VALUES (1, 0, randomblob(\(StoreDescription.tokenKeyBytes)));
    """

  /// Brings a database of an older version, or an empty one, to this one: each step whole or not at all.
  static func migrate(_ database: Database) throws {
    for step in try version(of: database)..<version {
      try database.inTransaction(.exclusive) {
        try database.execute(sql: migrations[step])
        try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(step + 1)")
        return .commit
      }
    }
  }

  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  static func isOurs(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID
  }
}

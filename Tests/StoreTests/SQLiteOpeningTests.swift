import Foundation
import GRDB
import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

@Suite("Opening the SQLite store", .timeLimit(.minutes(1)))
struct SQLiteOpeningTests {
  let directory: TemporaryDirectory
  var database: String { directory.path("data/muster.db") }

  init() throws { directory = try TemporaryDirectory() }

  private func open(_ name: String = "data") throws -> SQLiteStore {
    try SQLiteStore.open(directory: directory.path(name))
  }

  /// A data directory with a store that was used and closed.
  private func makeStore() async throws {
    let store = try open()
    for number in 0..<50 { try await store.commit(.member(account(1), account(number), .sample())) }
    await store.close()
  }

  /// That opening fails with this code and a message that names the database and these words.
  private func expectRefusal(
    _ code: SQLiteOpenError.Code, _ words: String..., at location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: SQLiteOpenError.self, sourceLocation: location) { try open() }
    #expect(error?.code == code, "\(error?.message ?? "")", sourceLocation: location)
    for word in words + [directory.path("data")] {
      #expect(error?.message.contains(word) == true, "\(error?.message ?? "")", sourceLocation: location)
    }
  }

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("leaves one file that is whole when it is closed, also after loads, and after a crash once it was opened")
  func leavesAWholeFile() async throws {
    let store = try open()
    for number in 0..<50 { try await store.commit(.member(account(1), account(number), .sample())) }
    #expect(try await store.load(.roster(account(1)), in: .usEast1).content.roster?.members.count == 50)
    await store.close()
    try FileManager.default.createDirectory(atPath: directory.path("copy"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: database, toPath: directory.path("copy/muster.db"))
    let copy = try open("copy")
    #expect(try await copy.load(.roster(account(1)), in: .usEast1).content.roster?.members.count == 50)
    await copy.close()

    // As a killed daemon leaves it: a log that was never moved into the database.
    let other = try open()
    try await other.commit(.hub(account(1), .sample))
    try FileManager.default.createDirectory(atPath: directory.path("killed"), withIntermediateDirectories: false)
    for name in ["muster.db", "muster.db-wal"] {
      try FileManager.default.copyItem(atPath: directory.path("data/\(name)"), toPath: directory.path("killed/\(name)"))
    }
    await other.close()
    let reopened = try open("killed")
    let log = try FileManager.default.attributesOfItem(atPath: directory.path("killed/muster.db-wal"))[.size] as? Int
    #expect(log == 0)
    #expect(try await reopened.load([.hub(account(1))], in: .usEast1).content.count == 1)
    await reopened.close()
  }

  @Test("refuses a database that is a link, and leaves alone what it points at")
  func refusesALink() async throws {
    try await makeStore()
    try FileManager.default.moveItem(atPath: database, toPath: directory.path("elsewhere"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: directory.path("elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: database, withDestinationPath: directory.path("elsewhere"))
    expectRefusal(.foreign, "link")
    #expect(try mode(directory.path("elsewhere")) == 0o644)
  }

  // MARK: Directories

  @Test("makes a private directory, with those above it, and private files in it")
  func makesDirectories() async throws {
    let store = try open("a/b/data")
    try await store.commit(.hub(account(1), .sample))
    for name in ["a", "a/b", "a/b/data"] { #expect(try mode(directory.path(name)) == 0o700) }
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path("a/b/data"))
    #expect(Set(files) == ["muster.db", "muster.db-wal", "muster.db-shm", "muster.lock"])
    for name in files { #expect(try mode(directory.path("a/b/data/\(name)")) == 0o600) }
    #expect(store.description.place.hasSuffix("/a/b/data"))
    await store.close()
  }

  @Test("makes an empty or used data directory private, and its database")
  func tightens() async throws {
    try FileManager.default.createDirectory(atPath: directory.path("data"), withIntermediateDirectories: false)
    for _ in 0..<2 {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("data"))
      try await makeStore()
      #expect(try mode(directory.path("data")) == 0o700)
      #expect(try mode(database) == 0o600)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: database)
    }
  }

  @Test("leaves a directory alone that is shared and holds other things")
  func refusesSharedDirectories() throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("data/other"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("data"))
    expectRefusal(.directory, "open to other users", "chmod go=")
    #expect(try mode(directory.path("data")) == 0o755)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("data")) == ["other"])

    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path("data"))
    _ = try open()
  }

  @Test("refuses a directory that is a file")
  func refusesFiles() throws {
    try Data().write(to: URL(filePath: directory.path("data")))
    expectRefusal(.directory, "is not a directory")
    #expect(throws: SQLiteOpenError.self) { try open("data/below") }
  }

  @Test("locks the directory for as long as it is open")
  func locks() async throws {
    let store = try open()
    expectRefusal(.locked, "muster.lock", "process \(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("link"), withDestinationPath: directory.path("data"))
    #expect(throws: SQLiteOpenError.self) { try open("link") }
    let other = try writer(directory.path("data"), "--commits", "4")
    #expect(await other.exit() == .code(3))
    #expect(other.output.contains("locked: "))

    await store.close()
    let next = try open()
    await next.close()
  }

  @Test("is unlocked when the store is merely let go")
  func unlocksWhenLetGo() throws {
    for _ in 0..<3 { _ = try open() }
  }

  @Test("is unlocked when it is closed, though a program that is being started has its files")
  func unlocksForAll() async throws {
    let store = try open()
    let inherited = try OpenFiles.duplicates(of: directory.path("data/muster.lock"))
    defer { for descriptor in inherited { close(descriptor) } }
    #expect(inherited.count == 1)
    await store.close()
    let next = try open()
    await next.close()
  }

  // MARK: Databases

  @Test("refuses a newer schema, naming both versions, and does not touch it")
  func refusesNewerSchema() async throws {
    try await makeStore()
    try await edit("PRAGMA user_version = 7")
    let before = try Data(contentsOf: URL(filePath: database))
    expectRefusal(.newerSchema, "schema version 7", "versions up to 1", database)
    #expect(try Data(contentsOf: URL(filePath: database)) == before)
  }

  @Test("refuses another program's database and does not touch it")
  func refusesForeignDatabase() async throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("data"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try await edit("CREATE TABLE notes (text TEXT); PRAGMA user_version = 1")
    let before = try Data(contentsOf: URL(filePath: database))
    expectRefusal(.foreign, "not a database of Muster's", database)
    #expect(try Data(contentsOf: URL(filePath: database)) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path("data")).sorted() == [
        "muster.db", "muster.lock",
      ])
  }

  @Test("refuses a file that is no database", arguments: [1, 20, 511, 512, 5000, 100_000])
  func refusesGarbage(_ size: Int) throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("data"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let garbage = Data((0..<size).map { _ in UInt8.random(in: 1...255) })
    try garbage.write(to: URL(filePath: database))
    expectRefusal(.foreign, database)
    #expect(try Data(contentsOf: URL(filePath: database)) == garbage)
  }

  @Test("refuses a truncated database", arguments: [0, 100, 4096, 12_288])
  func refusesTruncated(_ size: UInt64) async throws {
    try await makeStore()
    let file = try FileHandle(forWritingTo: URL(filePath: database))
    try file.truncate(atOffset: size)
    try file.close()
    let error = #expect(throws: SQLiteOpenError.self) { try open() }
    #expect([.corrupt, .foreign].contains(error?.code), "\(error?.message ?? "")")
    #expect(error?.message.contains(database) == true)
  }

  @Test("makes no database beside the log of one that is missing")
  func refusesLonelyLog() async throws {
    let store = try open()
    try await store.commit(.hub(account(1), .sample))
    let log = try Data(contentsOf: URL(filePath: database + "-wal"))
    await store.close()
    try FileManager.default.removeItem(atPath: database)
    try log.write(to: URL(filePath: database + "-wal"))
    expectRefusal(.corrupt, "is missing", "muster.db-wal")
    #expect(try Data(contentsOf: URL(filePath: database + "-wal")) == log)
    try FileManager.default.removeItem(atPath: database + "-wal")
    await (try open()).close()
  }

  @Test("refuses a database without its own row")
  func refusesEmptied() async throws {
    try await makeStore()
    try await edit("UPDATE store SET token_key = x'00'")
    expectRefusal(.corrupt, "table store", "token_key is not of 32 bytes")
    try await edit("DELETE FROM store")
    expectRefusal(.corrupt, "table store has lost its row")
  }

  @Test("refuses a database that it cannot write")
  func refusesUnwritable() async throws {
    try await makeStore()
    // Root can write whatever the mode says, so the attempt is made as nobody, to whom all is given.
    let nobody = 65_534
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: database)
    var arguments = [directory.path("data"), "--commits", "4"]
    if getuid() == 0 {
      for path in [directory.path("data"), database, directory.path("data/muster.lock")] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: nobody, .groupOwnerAccountID: nobody], ofItemAtPath: path)
      }
      arguments += ["--user", "\(nobody)"]
    }
    let writer = try writer(arguments)
    #expect(await writer.exit() == .code(3))
    #expect(writer.output.contains("notWritable: ") && writer.output.contains("muster.db"), "\(writer.output)")
  }

  @Test("begins anew after it was killed while making its database")
  func replacesUnfinishedDatabase() async throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("data"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try Data("half".utf8).write(to: URL(filePath: directory.path("data/muster.db.new")))
    try await makeStore()
    #expect(!FileManager.default.fileExists(atPath: directory.path("data/muster.db.new")))
  }

  private func writer(_ arguments: String...) throws -> ChildProcess { try writer(arguments) }

  private func writer(_ arguments: [String]) throws -> ChildProcess {
    try ChildProcess(Executables.path("StoreWriter"), arguments, output: directory.path("output"))
  }

  private func edit(_ sql: String) async throws {
    let queue = try DatabaseQueue(path: database)
    try await queue.writeWithoutTransaction { database in try database.execute(sql: sql) }
    try queue.close()
  }
}

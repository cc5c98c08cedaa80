import Logging
import MusterEngine
import MusterModel
import MusterProcess
import TTRPC
import Testing

@testable import MusterDaemon

@Suite struct ConfigurationFileTests {
  static let names = NameService(
    user: { ["alice": .id(1000), "root": .id(0), "flaky": .failed("Connection refused")][$0] ?? .unknown },
    group: { ["security": .id(990)][$0] ?? .unknown })

  static func read(_ text: String) throws(StartError) -> ConfigurationFile {
    try ConfigurationFile(path: "muster.yaml", bytes: Array(text.utf8), names: names)
  }

  static func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      #expect(error.exitCode == 2)
      return error.messages
    }
  }

  @Test func readsEverything() throws {
    let file = try Self.read(
      """
      socket: {path: /run/muster/muster.sock, mode: 0660, group: security}
      data: /var/lib/muster
      region: eu-central-1
      grants:
        - user: alice
          accounts: [012345678901, "123456789012"]
          allow: [read, member]
        - gid: 990
          accounts: ["*"]
          allow: all
        - uid: 0
          allow: admin-service
      limits:
        roster-rows: 5000
        view-megabytes: 64
        connections: 300
        connections-per-user: 100
        calls-per-user: 50
        watches: 100
        watches-per-administrator: 10
      log: {level: debug, format: json}
      """)
    #expect(file.socketPath?.value == "/run/muster/muster.sock")
    #expect(file.socketPath?.origin.description == "muster.yaml:1:16: socket.path")
    #expect(file.socketMode?.value == 0o660)
    #expect(file.socketGroup?.value == 990)
    #expect(file.data?.value == "/var/lib/muster")
    #expect(file.region?.value.name == "eu-central-1")
    let ids = Set(["012345678901", "123456789012"].compactMap { AccountID($0) })
    #expect(
      file.grants?.map(\.grant) == [
        Grant(to: .user(1000), for: .only(ids), allowing: [.read, .member]),
        Grant(to: .group(990), for: .all, allowing: .all),
        Grant(to: .user(0), for: .only([]), allowing: .adminService),
      ])
    #expect(file.grants?.first?.subject == "user alice (uid 1000)")
    #expect(file.limits.watchLimits == WatchLimits(total: 100, perAdministrator: 10))
    #expect(file.limits.quotas.rosterRows == 5000)
    #expect(file.limits.viewBytes == 64 << 20)
    let server = file.limits.server
    #expect([server.connections, server.connectionsPerUser, server.callsPerUser] == [300, 100, 50])
    #expect(file.logLevel == .debug)
    #expect(file.logFormat == .json)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "\u{FEFF}", "region: us-west-2"])
  func takesWhatSaysLittle(text: String) throws {
    let file = try Self.read(text)
    #expect(file.grants == nil)
    #expect(file.data == nil)
  }

  @Test func takesGroupsByNumberToo() throws {
    #expect(try Self.read("socket: {group: 12}").socketGroup?.value == 12)
  }

  @Test func emptyGrantsAreNotMissingOnes() throws {
    #expect(try Self.read("grants: []").grants == [])
  }

  @Test(arguments: ["0600", "\"0660\"", "0o666", "660"])
  func takesModesAsChmodDoes(mode: String) throws {
    #expect(try Self.read("socket: {mode: \(mode)}").socketMode != nil)
  }

  @Test(arguments: ["data: ':memory:'", "data: \":memory:\""])
  func takesMemoryForAPlace(text: String) throws {
    #expect(try Self.read(text).data?.value == ":memory:")
  }

  @Test(arguments: badFiles)
  func saysWhatIsWrongAndWhere(text: String, message: String) {
    #expect(Self.problems(text) == [message])
  }

  static let badFiles: [(String, String)] = [
    // Keys
    (
      "sockets: 1",
      "muster.yaml:1:1: sockets: is not a key Muster knows here; there are socket, data, region, grants, limits, log"
    ),
    (
      "log:\n  levle: info", "muster.yaml:2:3: log.levle: is not a key Muster knows here; there are level, format"
    ),
    ("data: /a\nregion: b\ndata: /c", "muster.yaml:1:1: data: is given more than once; keep one"),
    ("? [a, b]\n: c", "muster.yaml:1:3: a key must be a plain name"),
    ("a\"\n: 1", "muster.yaml:2:1: this is not YAML: did not find expected <document start>"),
    // Shapes
    ("- a", "muster.yaml:1:1: expected keys (socket, data, region, grants, limits, log), found a list"),
    ("just words", "muster.yaml:1:1: expected keys (socket, data, region, grants, limits, log), found \"just words\""),
    ("grants: all", "muster.yaml:1:9: grants: expected a list, found \"all\""),
    ("grants:", "muster.yaml:1:8: grants: expected a list, found nothing"),
    (
      "limits: [1]",
      "muster.yaml:1:9: limits: expected keys (roster-rows, view-megabytes, connections, connections-per-user, "
        + "calls-per-user, calls-per-connection, call-seconds, watches, watches-per-administrator), found a list"
    ),
    ("data: {a: b}", "muster.yaml:1:7: data: expected a text, found keys with values"),
    ("data: ~", "muster.yaml:1:7: data: expected a text, found nothing"),
    // Values
    ("data: var", "muster.yaml:1:7: data: \"var\" is not an absolute path; begin it with /"),
    (
      "socket: {path: \"/a\\0b\"}",
      "muster.yaml:1:16: socket.path: \"/a\\u{0}b\" is not an absolute path; begin it with /"
    ),
    (
      "socket:\n  mode: 0777",
      "muster.yaml:2:9: socket.mode: \"0777\" is not a socket's mode; use 0600 (its user), 0660 (also its group) or 0666 "
        + "(everyone, and let grants decide)"
    ),
    (
      "socket:\n  mode: 0999",
      "muster.yaml:2:9: socket.mode: \"0999\" is not a socket's mode; use 0600 (its user), 0660 (also its group) or 0666 "
        + "(everyone, and let grants decide)"
    ),
    (
      "socket:\n  group: nobodies",
      "muster.yaml:2:10: socket.group: no group \"nobodies\" on this host (see `getent group`); create it, or name its gid"
    ),
    ("region: US", "muster.yaml:1:9: region: \"US\" is not a Region; use 1 to 32 characters of a-z, 0-9 and -"),
    ("limits: {roster-rows: 0}", "muster.yaml:1:23: limits.roster-rows: \"0\" is not a whole number from 1 to 100000"),
    (
      "limits: {roster-rows: 99999999999999999999}",
      "muster.yaml:1:23: limits.roster-rows: \"99999999999999999999\" is not a whole number from 1 to 100000"
    ),
    (
      "limits: {view-megabytes: lots}",
      "muster.yaml:1:26: limits.view-megabytes: \"lots\" is not a whole number from 16 to 1048576"
    ),
    (
      "log: {level: loud}",
      "muster.yaml:1:14: log.level: \"loud\" is none of trace, debug, info, notice, warning, error, critical"
    ),
    ("log: {format: xml}", "muster.yaml:1:15: log.format: \"xml\" is none of text, json"),
    (
      "region: \"a\\nfake: line\"",
      "muster.yaml:1:9: region: \"a\\nfake: line\" is not a Region; use 1 to 32 characters of a-z, 0-9 and -"
    ),
    // Grants
    (
      "grants: [{user: bob, accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:17: grants[0].user: no user \"bob\" on this host (see `getent passwd`); create it, or name its uid"
    ),
    (
      "grants: [{user: flaky, accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:17: grants[0].user: cannot look up user \"flaky\": Connection refused; try again, or name its uid"
    ),
    (
      "grants: [{uid: 0, user: root, accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:10: grants[0]: names 2 of user, uid, group, gid; name exactly one"
    ),
    (
      "grants: [{accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:10: grants[0]: names 0 of user, uid, group, gid; name exactly one"
    ),
    (
      "grants: [{uid: -1, accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:16: grants[0].uid: \"-1\" is not a whole number from 0 to 4294967294"
    ),
    (
      "grants: [{gid: 4294967295, accounts: [\"*\"], allow: read}]",
      "muster.yaml:1:16: grants[0].gid: \"4294967295\" is not a whole number from 0 to 4294967294"
    ),
    (
      "grants: [{uid: 0, allow: read}]",
      "muster.yaml:1:10: grants[0]: has no \"accounts\"; add a list of account ids, or [\"*\"] for all"
    ),
    (
      "grants: [{uid: 0, accounts: [\"*\"]}]",
      "muster.yaml:1:10: grants[0]: has no \"allow\"; add a list of what it allows"
    ),
    (
      "grants: [{uid: 0, accounts: [\"*\"], allow: [reed]}]",
      "muster.yaml:1:44: grants[0].allow[0]: \"reed\" is none of read, member, administrator, all, admin-service"
    ),
    (
      "grants: [{uid: 0, accounts: [\"*\"], allow: []}]",
      "muster.yaml:1:43: grants[0].allow: is empty; allow at least one of read, member, administrator, all, admin-service"
    ),
    (
      "grants: [{uid: 0, accounts: [], allow: read}]",
      "muster.yaml:1:29: grants[0].accounts: is empty; list account ids, or \"*\" for all"
    ),
    (
      "grants: [{uid: 0, accounts: [12345678901], allow: read}]",
      "muster.yaml:1:30: grants[0].accounts[0]: \"12345678901\" is not an account id of 12 digits, nor \"*\" for all"
    ),
    (
      "grants: [{uid: 0, accounts: [\"*\", 123456789012], allow: read}]",
      "muster.yaml:1:30: grants[0].accounts[0]: \"*\" must stand alone"
    ),
    (
      "grants: [{uid: 0, accounts: 123456789012, allow: read}]",
      "muster.yaml:1:29: grants[0].accounts: expected a list, found \"123456789012\""
    ),
    // YAML
    (
      "data: :memory:",
      "muster.yaml:1:14: this is not YAML: mapping values are not allowed in this context (\":memory:\" must be in quotes)"
    ),
    ("a: b: c", "muster.yaml:1:5: this is not YAML: mapping values are not allowed in this context"),
    ("data: /a\n---\ndata: /b", "muster.yaml:2:1: this is not YAML: but found another document"),
    (
      "grants: [*all]",
      "muster.yaml:1:10: grants[0]: anchors and aliases (& and *) are not supported; write the value itself, or quote the text"
    ),
  ]

  @Test func collectsAllThatIsWrong() {
    let found = Self.problems("data: a\nregion: B\nlog: {level: c, format: d}")
    #expect(
      found.map { $0.prefix(15) }
        == ["muster.yaml:1:7", "muster.yaml:2:9", "muster.yaml:3:14", "muster.yaml:3:25"].map { $0.prefix(15) })
  }

  @Test func endsLongLists() {
    let found = Self.problems((0..<50).map { "key\($0): 1\n" }.joined())
    #expect(found.count == 21)
    #expect(found.last == "muster.yaml: and 30 more")
  }
}

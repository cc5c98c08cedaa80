import MusterClient
import MusterJSON
import TestSupport
import Testing

/// The quota of a roster, from the configuration file to whoever meets it (spec 4.9, D19).
@Suite(.timeLimit(.minutes(2))) struct QuotaTests {
  let administrator = "111111111111"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  /// Partial success is kept (P4); where nothing was created the call fails as a whole.
  @Test func aFullRoster() async throws {
    let daemon = try await start("limits: {roster-rows: 3}\n")
    _ = try await muster(administrator, "hub", "enable")
    let some = try await muster(
      administrator, "members", "create", "000000000002", "000000000003", "000000000004", "000000000005",
      "000000000006")
    #expect(some.code == 1 && some.output == "Created 3 members.\n")
    let reason = "The request is rejected because the current account has the maximum number of allowed members, 3."
    #expect(
      some.errors == """
        muster: 2 accounts not processed:
        ACCOUNT       REASON
        000000000005  \(reason)
        000000000006  \(reason)

        """)

    // A member among those that find no room is a member, whatever the call as a whole says.
    let none = try await muster(administrator, "members", "create", "000000000002", "000000000007", "-o", "json")
    #expect(none.code == 3)
    #expect(none.errors.contains(#"{"Error":{"Code":"LimitExceededException","#))
    #expect(try none.document(UnprocessedAccounts.self).list.map(\.accountID) == ["000000000007"])
    let members = try await muster(administrator, "members", "create", "000000000002", "000000000003")
    #expect(members.code == 0 && members.output == "Created 0 members; 2 were there already.\n")

    // Rows of every status count, each administrator and Region has its own, and room can be made.
    #expect(try await muster(administrator, "members", "disassociate", "000000000002").code == 0)
    #expect(try await muster(administrator, "members", "create", "000000000007").code == 3)
    for place in [("999999999999", "us-east-1"), (administrator, "eu-west-1")] {
      _ = try await muster(place.0, "hub", "enable", "--region", place.1)
      #expect(try await muster(place.0, "members", "create", "000000000007", "--region", place.1).code == 0)
    }
    #expect(try await muster(administrator, "members", "delete", "000000000002").code == 0)
    #expect(try await muster(administrator, "members", "create", "000000000007").code == 0)
    #expect(await daemon.stop() == .code(0))
  }

  /// SDKs take it for throttling and try again, many times: nothing else may say it.
  @Test func nothingElseExceedsALimit() async throws {
    let daemon = try await start("limits: {roster-rows: 2, calls-per-connection: 1}\n")
    let client = try await MusterClient(socket: muster.socket, account: administrator)
    try await client.enableSecurityHub()
    let ids = ["000000000002", "000000000003"]
    #expect(try await client.createMembers(ids.map { AccountDetails(accountID: $0) }) == [])
    var kinds: Set<MusterClientError.Kind> = []
    func attempt(_ call: () async throws(MusterClientError) -> Void) async {
      do throws(MusterClientError) { try await call() } catch { kinds.insert(error.kind) }
    }

    let hub = try await client.describeHub().hubARN
    let many = (0...1000).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
    await attempt { () throws(MusterClientError) in
      _ = try await client.createMembers(many.prefix(51).map { AccountDetails(accountID: $0) })
    }
    await attempt { () throws(MusterClientError) in _ = try await client.inviteMembers(many) }
    await attempt { () throws(MusterClientError) in _ = try await client.getMembers(many) }
    await attempt { () throws(MusterClientError) in _ = try await client.deleteMembers(many) }
    await attempt { () throws(MusterClientError) in try await client.disassociateMembers(many) }
    await attempt { () throws(MusterClientError) in _ = try await client.listMembers(maxResults: 51) }
    await attempt { () throws(MusterClientError) in
      let tags = Dictionary(uniqueKeysWithValues: (0...50).map { ("k\($0)", "") })
      try await client.tagResource(hub, tags: tags)
    }
    await attempt { () throws(MusterClientError) in
      _ = try await client.createMembers([AccountDetails(accountID: "x", email: String(repeating: "x", count: 5 << 20))]
      )
    }
    #expect(kinds == [.refused(.invalidInput)])

    // Every call of a full roster's life, and too many of them at a time.
    #expect(try await client.inviteMembers(ids + ["000000000004"]).count == 1)
    #expect(try await client.deleteInvitations([ids[0]]) == [])
    kinds = await withTaskGroup(of: MusterClientError.Kind?.self) { group in
      for _ in 0..<200 {
        group.addTask {
          do throws(MusterClientError) { _ = try await client.inviteMembers(ids) } catch { return error.kind }
          return nil
        }
      }
      return await group.reduce(into: []) { if let kind = $1 { $0.insert(kind) } }
    }
    #expect(kinds == [.refused(.overloaded)])
    try await client.disassociateMembers(ids)
    #expect(try await client.deleteMembers(ids) == [])
    await client.close()

    let status = try await MusterClient.daemonStatus(socket: muster.socket)
    #expect(!status.calls.contains { $0.code == "LimitExceededException" })
    #expect(await daemon.stop() == .code(0))
  }

  @Test(arguments: [(100_000, 0), (100_001, 2), (0, 2)])
  func theQuotaHasBounds(rows: Int, code: Int32) async throws {
    let settings = try directory.write("limits: {roster-rows: \(rows)}\n", to: "muster.yaml")
    let check = try await FinishedProgram.run(
      "musterd", ["--check-config", "--config", settings], environment: ["HOME": directory.path], in: directory)
    #expect(check.code == code)
    #expect(
      code == 0
        || check.errors.contains("limits.roster-rows: \"\(rows)\" is not a whole number from 1 to 100000"))
    // And no daemon serves with it.
    guard code != 0 else { return }
    let process = try RunningDaemon.launch(in: directory, ["--data", ":memory:", "--config", settings])
    #expect(await process.exit() == .code(2))
  }

  private func start(_ settings: String) async throws -> RunningDaemon {
    try await RunningDaemon.start(
      in: directory, ["--data", ":memory:", "--config", directory.write(settings, to: "muster.yaml")])
  }
}

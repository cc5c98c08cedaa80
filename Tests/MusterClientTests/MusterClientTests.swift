import MusterClient
import MusterModel
import Testing

@Suite struct MusterClientTests {
  private let administrator = "111111111111"
  private let member = "222222222222"

  /// The example of the documentation, and the rest of the story.
  @Test func theHandshakeFromBothSides() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    try await muster.enableSecurityHub()
    let unprocessed = try await muster.createMembers([
      AccountDetails(accountID: member, email: "m@example.com"), AccountDetails(accountID: "12"),
    ])
    #expect(unprocessed.map(\.accountID) == ["12"])
    #expect(try await muster.inviteMembers([member]) == [])
    #expect(try await muster.listMembers().items == [])
    #expect(try await muster.listMembers(onlyAssociated: false).items.map(\.status) == [.invited])

    let other = try await MusterClient(socket: daemon.socket, account: member)
    try await other.enableSecurityHub(EnableSecurityHub(tags: ["team": "blue"]))
    let invitation = try #require(try await other.listInvitations().items.first)
    try await other.acceptAdministratorInvitation(
      from: "\(invitation.accountID)", invitationID: "\(invitation.invitationID)")
    #expect(try await other.getAdministratorAccount()?.accountID.description == administrator)
    #expect(try await muster.getMembers([member, "333333333333"]).members.map(\.status) == [.enabled])
    #expect(try await muster.describeHub().hubARN == "arn:aws:securityhub:us-east-1:\(administrator):hub/default")

    let status = try await MusterClient.daemonStatus(socket: daemon.socket)
    #expect(status.calls.contains(CallCount(method: "CreateMembers", code: "OK", count: 1)))
    await muster.close()
    await other.close()
    await daemon.remove()
  }

  /// The README's example, up to where it looks for the socket, against a hub that is not enabled.
  @Test func theReadmesExampleTellsWhatToDo() async throws {
    let daemon = try await Daemon()
    do {
      let muster = try await MusterClient(socket: daemon.socket, account: "111111111111")
      let unprocessed = try await muster.createMembers([AccountDetails(accountID: "222222222222")])
      for account in unprocessed { print(account.accountID, account.processingResult) }
      print(try await muster.listMembers(onlyAssociated: false).items)
      await muster.close()
      Issue.record("a hub that is not enabled takes no members")
    } catch {
      #expect(error.awsErrorName == "InvalidAccessException")
      #expect(error.message == "Account 111111111111 is not subscribed to AWS Security Hub")
    }
    await daemon.remove()
  }

  /// The README's example of long lists, with an account that cannot be invited.
  @Test func theReadmesExampleOfLongLists() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    try await muster.enableSecurityHub()
    let accountIDs = (1...60).compactMap { AccountID(number: $0) }.map { "\($0)" } + ["999999999999"]
    #expect(await muster.createMembers(all: accountIDs.dropLast().map { AccountDetails(accountID: $0) }).isComplete)
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    do throws(MusterClientError) {
      for try await member in muster.members(onlyAssociated: false) { print(member.accountID, member.status) }
      let report = await muster.inviteMembers(all: accountIDs) { print("\($0) of \(accountIDs.count)") }
      for account in report.unprocessed { print(account.accountID, account.processingResult) }
      if let failure = report.failure { throw failure }  // what stopped it; give the same accounts again to finish
    } catch {
      print(error.awsErrorName ?? "", error.message)
    }

    #expect(printed.prefix(60) == ArraySlice(accountIDs.dropLast().map { "\($0) Created" }))
    #expect(printed.dropFirst(60).prefix(3) == ["0 of 61", "50 of 61", "61 of 61"])
    #expect(printed.dropFirst(63) == ["999999999999 \(Rejection.notAMember.sentence)"])
    await muster.close()
    await daemon.remove()
  }

  @Test func errorsCarryAWSsName() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    await expect(.refused(.invalidAccess), "InvalidAccessException") { try await muster.listMembers() }
    try await muster.enableSecurityHub()
    await expect(.refused(.resourceConflict), "ResourceConflictException") { try await muster.enableSecurityHub() }
    await expect(.refused(.invalidInput), "InvalidInputException") { try await muster.createMembers([]) }
    await expect(.refused(.resourceNotFound), "ResourceNotFoundException") {
      try await muster.acceptAdministratorInvitation(from: "222222222222", invitationID: "x")
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func aPeerWithoutAGrantIsRefused() async throws {
    let daemon = try await Daemon(grants: Grants([]))
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    await expect(.refused(.accessDenied), "AccessDeniedException") { try await muster.listMembers() }
    await expect(.refused(.accessDenied), "AccessDeniedException") {
      try await MusterClient.daemonStatus(socket: daemon.socket)
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func nobodyThere() async throws {
    await expect(.unreachable, nil) {
      try await MusterClient(socket: "/nonexistent/muster.sock", account: "111111111111")
    }
    await expect(.refused(.invalidInput), "InvalidInputException") {
      try await MusterClient(socket: "/nonexistent/muster.sock", account: "11111111111")
    }
  }

  @Test func aClientSurvivesARestartOfItsDaemon() async throws {
    let first = try await Daemon()
    let muster = try await MusterClient(socket: first.socket, account: administrator)
    try await muster.enableSecurityHub()
    await first.stop()
    // Whether the call meets the closed connection or finds nobody to connect to is a matter of who is faster.
    await #expect { _ = try await muster.describeHub() } throws: { error in
      let kind = (error as? MusterClientError)?.kind
      return kind == .unreachable || kind == .connectionLost(mayHaveBeenApplied: false)
    }
    let second = try await Daemon(after: first)
    #expect(try await muster.describeHub().autoEnableControls)
    await muster.close()
    await second.remove()
  }

  @Test func manyCallsShareOneConnection() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    try await muster.enableSecurityHub()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<2000 {
        group.addTask {
          try await muster.createMembers([AccountDetails(accountID: "\(200_000_000_000 + number / 4)")]).count
        }
      }
      var unprocessed = 0
      for try await count in group { unprocessed += count }
      #expect(unprocessed == 1500)
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func deadlinesAndCancellation() async throws {
    let store = StuckStore()
    let daemon = try await Daemon(store: store)
    // Connecting has to be done in that time, too, on a machine that is busy with other tests.
    let hasty = try await MusterClient(
      socket: daemon.socket, account: administrator, configuration: .init(timeout: .milliseconds(500)))
    await expect(.deadlineExceeded, nil) { try await hasty.enableSecurityHub() }
    let patient = try await MusterClient(socket: daemon.socket, account: administrator)
    let call = Task { try await patient.enableSecurityHub() }
    call.cancel()
    await expect(.cancelled, nil) { try await call.value }
    await hasty.close()
    await expect(.closed, nil) { try await hasty.describeHub() }
    store.release()
    await patient.close()
    await daemon.remove()
  }

  private func expect<R>(
    _ kind: MusterClientError.Kind, _ name: String?, _ body: () async throws -> R,
    _ place: SourceLocation = #_sourceLocation
  ) async {
    do {
      _ = try await body()
      Issue.record("the call was done", sourceLocation: place)
    } catch {
      let error = error as? MusterClientError
      #expect(error?.kind == kind, sourceLocation: place)
      #expect(error?.awsErrorName == name, sourceLocation: place)
      #expect(error?.message.isEmpty == false, sourceLocation: place)
    }
  }
}

import MusterClient
import MusterModel
import Testing

/// The bulk helpers against a daemon.
@Suite struct BulkCallsTests {
  private let administrator = "111111111111"

  @Test func theWholeLifeOfManyMembers() async throws {
    try await withDaemon { daemon, muster in
      let ids = accounts(1...70)
      #expect(await muster.createMembers(all: details(ids)).count(.done) == 70)
      #expect(await muster.createMembers(all: details(accounts(60...75))).count(.alreadySo) == 11)
      #expect(await muster.inviteMembers(all: ids).count(.done) == 70)
      let invited = await muster.inviteMembers(all: ids + ["999999999999"])
      #expect(invited.count(.alreadySo) == 70 && invited.unprocessed.map(\.accountID) == ["999999999999"])
      #expect(await muster.deleteInvitations(all: [ids[69]]).count(.done) == 1)
      #expect(await muster.deleteInvitations(all: [ids[69]]).count(.alreadySo) == 1)

      let member = try await MusterClient(socket: daemon.socket, account: ids[0])
      try await member.enableSecurityHub()
      for _ in 1...2 { #expect(await member.declineInvitations(fromAll: [administrator]).count(.done) == 1) }
      let nobody = await member.declineInvitations(fromAll: ["999999999999"])
      #expect(nobody.unprocessed.map(\.accountID) == ["999999999999"])
      await member.close()

      let asked = try await muster.getMembers(all: accounts(1...1001) + ["x"])
      #expect(asked.members.map { "\($0.accountID)" } == accounts(1...75))
      #expect(asked.unprocessed.map(\.accountID) == accounts(76...1001) + ["x"])
      #expect(await muster.deleteMembers(all: accounts(1...76)).count(.done) == 75)
      #expect(await muster.deleteMembers(all: accounts(1...76)).count(.alreadySo) == 76)
    }
  }

  /// Spec D19: the call that met a full roster says nothing of the members that it named, nor of what was wrong with
  /// others.
  @Test func aFullRosterHidesNobody() async throws {
    try await withDaemon(quotas: Quotas(rosterRows: 60)) { _, muster in
      let first = await muster.createMembers(all: details(accounts(1...100)))
      #expect(first.count(.done) == 60 && first.failure == nil)
      #expect(first.unprocessed.map(\.accountID) == accounts(61...100))
      #expect(first.unprocessed.allSatisfy { $0.processingResult.contains("maximum number of allowed members") })

      // Resumed in another order: members stand in the call that fails and after it.
      let again = accounts(61...108) + [administrator, "x"] + accounts(10...59) + ["000000000200", "000000000060"]
      let second = await muster.createMembers(all: details(again))
      #expect(second.failure?.kind == .refused(.limitExceeded))
      #expect(second.accounts.map(\.accountID) == again)
      #expect(second.count(.done) == 0)
      #expect(
        second.accounts.filter { $0.fate == .alreadySo }.map(\.accountID) == accounts(10...60))
      #expect(second.accounts.filter { $0.fate == .notSent }.map(\.accountID) == ["000000000200"])
      let reasons = Dictionary(uniqueKeysWithValues: second.unprocessed.map { ($0.accountID, $0.processingResult) })
      #expect(reasons[again[0]]?.contains("maximum number of allowed members, 60") == true)
      #expect(reasons[administrator] == Rejection.ownMember.sentence)
      #expect(reasons["x"] == Rejection.malformedID("x").sentence)
    }
  }

  /// In one call, new accounts before and after members.
  @Test func membersInTheCallThatMeetsAFullRosterAreMembers() async throws {
    try await withDaemon(quotas: Quotas(rosterRows: 2)) { _, muster in
      #expect(await muster.createMembers(all: details(accounts(1...2))).isComplete)
      let report = await muster.createMembers(all: details(accounts(1...3)))
      #expect(report.accounts.prefix(2).allSatisfy { $0.fate == .alreadySo })
      #expect(report.unprocessed.map(\.accountID) == accounts(3...3))
      // And where only members are named, nothing failed.
      #expect(await muster.createMembers(all: details(accounts(1...2))).isComplete)
    }
  }

  @Test func aRosterThatCannotBeAskedLeavesTheReportAsItWas() async throws {
    try await withDaemon { daemon, muster in
      await daemon.stop()
      let report = await muster.createMembers(all: details(accounts(1...60)))
      // Whether the call was written before the end of the connection was seen is a matter of luck.
      #expect(report.count(.notApplied) + report.count(.perhapsApplied) == 50 && report.count(.notSent) == 10)
      #expect(report.failure != nil)
    }
  }

  private func withDaemon(
    quotas: Quotas = Quotas(), _ body: (Daemon, MusterClient) async throws -> Void
  ) async throws {
    let daemon = try await Daemon(quotas: quotas)
    let muster = try await MusterClient(socket: daemon.socket, account: administrator)
    try await muster.enableSecurityHub()
    try await body(daemon, muster)
    await muster.close()
    await daemon.remove()
  }

  private func accounts(_ numbers: ClosedRange<Int>) -> [String] {
    numbers.compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
  }

  private func details(_ ids: [String]) -> [AccountDetails] { ids.map { AccountDetails(accountID: $0) } }
}

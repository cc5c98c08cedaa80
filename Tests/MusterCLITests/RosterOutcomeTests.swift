import MusterClient
import Testing

@testable import MusterCLI

@Suite struct RosterOutcomeTests {
  @Test func whatIsSoGoesOn() {
    var outcome = RosterOutcome()
    let next = outcome.take(
      BulkReport([.init("1", .done), .init("2", .unprocessed("No.")), .init("3", .alreadySo)]))
    #expect(next == ["1", "3"])
    #expect(outcome.unprocessed.map(\.accountID) == ["2"])
    #expect(outcome.stop == nil && outcome.failure == nil)
  }

  /// Those that have found room are to be invited.
  @Test func aFullRosterStopsNothing() {
    var outcome = RosterOutcome()
    let full = MusterClientError(.refused(.limitExceeded), "Full.")
    #expect(outcome.take(BulkReport([.init("1", .done), .init("2", .notApplied)], failure: full)) == ["1"])
    #expect(outcome.stop == nil && outcome.failure == nil)
    #expect(outcome.unprocessed.map(\.processingResult) == ["This was not done: Full."])
  }

  @Test(
    arguments: [.cancelled, .unreachable, .refused(.accessDenied), .refused(.unavailable)] as [MusterClientError.Kind])
  func anyOtherFailureDoes(kind: MusterClientError.Kind) {
    var outcome = RosterOutcome()
    let error = MusterClientError(kind, "Why.")
    #expect(outcome.take(BulkReport([.init("1", .done), .init("2", .notSent)], failure: error)) == ["1"])
    outcome.giveUp(["1", "4"], begun: ["1": "It was created."])
    #expect(outcome.unprocessed.map(\.accountID) == ["2", "1", "4"])
    #expect(outcome.unprocessed[1].processingResult.hasPrefix("It was created. This was not sent"))
    #expect(outcome.unprocessed[2].processingResult.hasPrefix("This was not sent"))
    #expect(outcome.failure?.ending == Failure(error).ending)
    #expect(outcome.failure?.message == "Why.")
    #expect(outcome.failure?.remedy == "Run the same command again to finish: what is done is not done twice.")
  }

  @Test(arguments: [
    (0, 0, 0, "Nothing was changed."), (1, 0, 0, "Deleted 1 member."), (0, 2, 0, "Created 2 members."),
    (0, 0, 1, "Invited 1 member."), (1, 2, 30, "Deleted 1 member, created 2, invited 30."),
  ])
  func summary(deleted: Int, created: Int, invited: Int, text: String) {
    var outcome = RosterOutcome()
    outcome.deleted = deleted
    outcome.created = created
    outcome.invited = invited
    #expect(outcome.summary == text)
  }

  @Test func membersThatWereDisassociatedAndNotDeletedAreNoNothing() {
    var outcome = RosterOutcome()
    outcome.disassociated = 1050
    #expect(outcome.summary == "Disassociated 1050 members.")
    outcome.deleted = 2
    #expect(outcome.summary == "Deleted 2 members, disassociated 1050.")
  }
}

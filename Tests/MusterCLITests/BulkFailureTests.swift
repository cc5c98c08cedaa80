import MusterCLI
import MusterClient
import Testing

/// How a bulk command that ended early says how far it came.
@Suite struct BulkFailureTests {
  @Test func aRunThatEndedHasNone() {
    #expect(Failure(BulkReport([.init("1", .done)])) == nil)
  }

  @Test func aFailureAtFirstIsAllThereIsToSay() {
    let report = report([.notApplied: 50, .notSent: 70], .refused(.overloaded))
    #expect(report.isUnheard)
    #expect(Failure(report) == Failure(MusterClientError(.refused(.overloaded), "Why.")))
  }

  @Test(
    arguments: [
      (
        [.done: 40, .alreadySo: 10, .notApplied: 50, .notSent: 20], .refused(.overloaded),
        "50 accounts of 120 had been answered for; the next 50 were not processed and 20 were not sent. Run the same "
          + "command again to finish"
      ),
      (
        [.perhapsApplied: 3], .deadlineExceeded,
        "0 accounts of 3 had been answered for; the next 3 may or may not have been processed. Run the same command "
          + "again to finish"
      ),
      (
        [.done: 1, .notSent: 9], .cancelled,
        "1 account of 10 had been answered for; 9 were not sent. Run the same command again to finish"
      ),
      (
        [.alreadySo: 1, .unprocessed("full"): 1], .refused(.limitExceeded),
        "Run the same command again when there is room"
      ),
    ] as [([BulkReport.Fate: Int], MusterClientError.Kind, String)])
  func midwayItSaysWhereItStands(fates: [BulkReport.Fate: Int], kind: MusterClientError.Kind, remedy: String) {
    let report = report(fates, kind)
    #expect(!report.isUnheard)
    #expect(Failure(report)?.remedy == remedy + ": what is done is not done twice.")
  }

  private func report(_ fates: [BulkReport.Fate: Int], _ kind: MusterClientError.Kind) -> BulkReport {
    BulkReport(
      fates.flatMap { fate, count in (0..<count).map { _ in BulkReport.Account("", fate) } },
      failure: MusterClientError(kind, "Why."))
  }
}

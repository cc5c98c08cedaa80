import MusterModel
import Synchronization
import Testing

@testable import MusterClient

@Suite struct BulkTests {
  @Test(arguments: [(0, []), (1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
  func callsAreBoundedAndInOrder(count: Int, sizes: [Int]) async throws {
    var sent: [[String]] = []
    var seen: [Int] = []
    let report = await bulk(count).run {
      seen.append($0)
    } call: { part in
      sent.append(part)
      return []
    }
    #expect(sent.map(\.count) == sizes)
    #expect(sent.flatMap(\.self) == accounts(count))
    #expect(seen.first == 0 && seen.last == count)
    #expect(report.accounts.map(\.accountID) == accounts(count))
    #expect(report.count(.done) == count && report.isComplete && report.failure == nil)
  }

  @Test func whatIsSoAlreadyCountsAsSuch() async {
    let report = await bulk(120).run { part in
      part.prefix(2).map { UnprocessedAccount(accountID: $0, processingResult: "already") }
        + part.suffix(1).map { UnprocessedAccount(accountID: $0, processingResult: "no") }
    }
    #expect(report.count(.done) == 111 && report.count(.alreadySo) == 6)
    #expect(report.unprocessed.map(\.accountID) == ["000000000049", "000000000099", "000000000119"])
    #expect(Set(report.unprocessed.map(\.processingResult)) == ["no"])
    #expect(report.failure == nil && !report.isComplete)
  }

  /// The daemon would take the second for one that is so already, and nobody could tell which of the two is meant.
  @Test func anAccountGivenTwiceCountsOnce() async {
    var sent: [String] = []
    let twice = accounts(60) + accounts(60)
    let report = await Bulk(twice, id: \.self, isAlreadySo: { _ in false }).run { part in
      sent += part
      return []
    }
    #expect(sent == accounts(60))
    #expect(report.accounts.map(\.accountID) == accounts(60))
  }

  @Test func aFailureMidwayAccountsForEveryone() async {
    let report = await failing(at: 1, of: 120, .refused(.overloaded))
    #expect(fates(report) == [.done: 50, .notApplied: 50, .notSent: 20])
    #expect(report.failure == MusterClientError(.refused(.overloaded), "Too much at once."))
    #expect(report.unprocessed.map(\.accountID) == Array(accounts(120)[50...]))
    #expect(
      Set(report.unprocessed.map(\.processingResult)) == [
        "This was not done: Too much at once.", "This was not sent, since an earlier call failed.",
      ])
  }

  @Test(arguments: [.connectionLost(mayHaveBeenApplied: true), .deadlineExceeded] as [MusterClientError.Kind])
  func whatMayHaveBeenAppliedIsSaidToBeUncertain(kind: MusterClientError.Kind) async {
    let report = await failing(at: 0, of: 51, kind)
    #expect(fates(report) == [.perhapsApplied: 50, .notSent: 1])
    #expect(report.unprocessed[49].processingResult == "It is not known whether this was done: Too much at once.")
  }

  /// An answer for somebody who was not asked about would make one that was rejected count as done.
  @Test func anAnswerForAStrangerIsNoAnswer() async {
    let report = await bulk(2).run { _ in [UnprocessedAccount(accountID: "x", processingResult: "no")] }
    #expect(fates(report) == [.perhapsApplied: 2])
    #expect(report.failure?.kind == .unexpectedReply)
  }

  @Test func cancelledBetweenCallsNothingIsInDoubt() async {
    let accounts = accounts(120)
    let report = await Task {
      await Bulk(accounts, id: \.self, isAlreadySo: { _ in false }).run { _ in
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        return []
      }
    }.value
    #expect(fates(report) == [.done: 50, .notSent: 70])
    #expect(report.failure?.kind == .cancelled)
  }

  private func failing(at failing: Int, of count: Int, _ kind: MusterClientError.Kind) async -> BulkReport {
    var calls = 0
    return await bulk(count).run { _ throws(MusterClientError) in
      defer { calls += 1 }
      guard calls < failing else { throw MusterClientError(kind, "Too much at once.") }
      return []
    }
  }

  private func fates(_ report: BulkReport) -> [BulkReport.Fate: Int] {
    Dictionary(report.accounts.map { ($0.fate, 1) }, uniquingKeysWith: +)
  }

  private func bulk(_ count: Int) -> Bulk<String> {
    Bulk(accounts(count), id: \.self, isAlreadySo: { $0.processingResult == "already" })
  }

  private func accounts(_ count: Int) -> [String] {
    (0..<count).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
  }
}

import MusterCLI
import MusterClient
import MusterModel
import Synchronization
import Testing

@Suite struct BulkTests {
  private let already = UnprocessedAccount(accountID: "", processingResult: "already")

  @Test(arguments: [(0, []), (1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
  func callsAreBoundedAndInOrder(count: Int, sizes: [Int]) async throws {
    var sent: [[String]] = []
    var seen: [Int] = []
    let result = await bulk(count).run { batch in
      sent.append(batch)
      return []
    } progress: {
      seen.append($0)
    }
    #expect(sent.map(\.count) == sizes)
    #expect(sent.flatMap(\.self) == accounts(count))
    #expect(seen.first == 0 && seen.last == count)
    #expect(result.done == count)
    #expect(result.unprocessed.isEmpty && result.alreadySo == 0 && result.failure == nil)
  }

  @Test func whatIsSoAlreadyCountsAsDone() async {
    let result = await bulk(120).run { batch in
      batch.prefix(2).map { UnprocessedAccount(accountID: $0, processingResult: "already") }
        + batch.suffix(1).map { UnprocessedAccount(accountID: $0, processingResult: "no") }
    }
    #expect(result.done == 111)
    #expect(result.alreadySo == 6)
    #expect(result.unprocessed.map(\.accountID) == ["000000000049", "000000000099", "000000000119"])
    #expect(result.failure == nil)
  }

  @Test func aFailureAtFirstIsAllThereIsToSay() async {
    let result = await failing(at: 0, of: 120, mayHaveBeenDone: false)
    #expect(result.done == 0 && result.unprocessed.isEmpty)
    #expect(result.failure == Failure(MusterClientError(.refused(.overloaded), "Too much at once.")))
    #expect(result.isEmpty)
  }

  @Test func aFailureMidwayAccountsForEveryone() async {
    let result = await failing(at: 1, of: 120, mayHaveBeenDone: false)
    #expect(result.done == 50)
    #expect(result.unprocessed.map(\.accountID) == accounts(120).dropFirst(50).map(\.self))
    #expect(
      Set(result.unprocessed.map(\.processingResult)) == [
        "This was not done: Too much at once.", "This was not sent, since an earlier call failed.",
      ])
    #expect(result.failure?.ending == .failed)
    #expect(
      result.failure?.remedy
        == "50 accounts of 120 had been answered for; the next 50 were not processed and 20 were not sent. "
        + "Run the same command again to finish: what is done is not done twice.")
  }

  @Test func whatMayHaveBeenDoneIsSaidToBeUncertain() async {
    let result = await failing(at: 0, of: 3, mayHaveBeenDone: true)
    #expect(
      result.unprocessed.map(\.processingResult)
        == Array(repeating: "It is not known whether this was done: Too much at once.", count: 3))
    #expect(
      result.failure?.remedy
        == "0 accounts of 3 had been answered for; the next 3 may or may not have been processed. "
        + "Run the same command again to finish: what is done is not done twice.")
  }

  private func failing(at failing: Int, of count: Int, mayHaveBeenDone: Bool) async -> BulkResult {
    var calls = 0
    return await bulk(count).run { _ throws(MusterClientError) in
      defer { calls += 1 }
      guard calls < failing else {
        throw MusterClientError(
          mayHaveBeenDone ? .connectionLost(mayHaveBeenApplied: true) : .refused(.overloaded), "Too much at once.")
      }
      return []
    }
  }

  private func bulk(_ count: Int) -> Bulk<String> {
    Bulk(accounts(count), id: \.self, isAlreadySo: { $0.processingResult == "already" })
  }

  private func accounts(_ count: Int) -> [String] {
    (0..<count).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
  }
}

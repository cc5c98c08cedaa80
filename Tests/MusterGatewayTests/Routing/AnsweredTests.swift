import MusterJSON
import Testing

@testable import MusterGateway

/// What clients get, to the letter: others script against every byte of it.
@Suite struct AnsweredTests {
  @Test(arguments: Answered.all)
  func anAnswer(answered: Answered) async throws {
    let good = try #require(GoodRequest.all.first { $0.name == answered.name })
    let calls = RecordingCalls(answering: answered.reply)
    if case .refusal = answered.reply {
      await #expect(throws: RecordingCalls.refusal) { try await good.request.answer(by: calls) }
      return
    }
    #expect(try await good.request.answer(by: calls).text() == answered.text)
  }
}

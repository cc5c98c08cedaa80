import MusterCLI
import MusterClient
import Testing

@Suite struct PagingTests {
  @Test func allPagesInOrder() async throws {
    var asked: [String?] = []
    let items = try await Paging.all { token throws(MusterClientError) in
      asked.append(token)
      let page = token.flatMap { Int($0) } ?? 0
      return Page([page * 2, page * 2 + 1], nextToken: page < 2 ? "\(page + 1)" : nil)
    }
    #expect(items == [0, 1, 2, 3, 4, 5])
    #expect(asked == [nil, "1", "2"])
  }

  @Test func aTokenThatComesAgainEndsIt() async {
    let error = await #expect(throws: MusterClientError.self) {
      try await Paging.all { _ throws(MusterClientError) in Page([0], nextToken: "same") }
    }
    #expect(error?.kind == .unexpectedReply)
  }
}

import Testing

@testable import MusterGateway

@Suite struct BodyTests {
  @Test(arguments: [
    ("{", "The body is not JSON in line 1: the text ends where a name in double quotes should stand."),
    ("\n\n{]", "The body is not JSON in line 3: ] stands where a name in double quotes should."),
    (" ", "The body is not JSON in line 1: there is no document."),
    ("{} {}", "The body is not JSON in line 1: more follows after the document."),
    ("AccountIds=1", "The body is not JSON in line 1: A stands where a value should."),
    ("[]", "The body is JSON, but no object; send an object, {\"Name\": value, …}."),
    ("null", "The body is JSON, but no object; send an object, {\"Name\": value, …}."),
    ("\"{}\"", "The body is JSON, but no object; send an object, {\"Name\": value, …}."),
  ])
  func whatIsNoObject(body: String, message: String) async {
    for route in Route.all where route.input == .body {
      // Before the label is looked at: that is a matter of shape (spec D21).
      let line = "\(route.method) \(route.path.replacing("{ResourceArn}", with: "%zz"))"
      let error = await Request(line, body).refusal()
      #expect(error == AWSError(.serialization, message))
      #expect(error?.status == 400)
    }
  }

  @Test func aStringThatIsNotUTF8() async throws {
    let (route, _) = try Request("POST /members").route()
    let error = #expect(throws: AWSError.self) {
      try route.document(label: nil, query: "", body: [UInt8](#"{"AccountIds":[""#.utf8) + [0xFF, 0x22])
    }
    #expect(error?.code == .serialization)
  }

  @Test func nestingIsBounded() async {
    let body = #"{"Later":"# + String(repeating: "[", count: 1_000_000)
    #expect(
      await Request("POST /members", body).refusal()
        == AWSError(
          .serialization,
          "The body is not JSON in line 1: lists and objects are nested deeper than 128 levels."))
  }

  /// Twice as much takes about twice as long, not four times: none of these is compared with all others.
  @Test(.timeLimit(.minutes(1))) func manyMembersAreReadOnce() async {
    let tags = (0..<100_000).map { #""k\#($0)":"""# }.joined(separator: ",")
    #expect(
      await Request("POST /accounts", #"{"Tags":{\#(tags)}}"#).refusal()
        == AWSError(.invalidInput, "Tags has 100000 entries; a hub can have 50."))
  }
}

import Testing

@testable import MusterGateway

@Suite struct QueryTests {
  private static let lists = ["GET /members", "GET /invitations", "GET /organization/admin"]

  @Test(arguments: [
    "", "1.0", "1e1", "+1", "%2B1", "01", "-0", "%201", "1%20", "1,0", "0x1", "x", "%EF%BC%91", "2147483648",
    "9999999999999999999999", "true", "null",
  ])
  func whatIsNoWholeNumber(text: String) async throws {
    let shown = try String(percentDecoding: text[...]).quoted
    for line in Self.lists {
      #expect(
        await Request("\(line)?MaxResults=\(text)").refusal()
          == AWSError(
            .invalidInput,
            "MaxResults is \(shown), which is not a whole number; send its digits alone."))
    }
  }

  @Test(arguments: [
    ("GET /members", "0", 50), ("GET /members", "51", 50), ("GET /invitations", "-1", 50),
    ("GET /invitations", "2147483647", 50), ("GET /organization/admin", "11", 10),
  ])
  func nothingIsClamped(line: String, text: String, limit: Int) async {
    #expect(
      await Request("\(line)?MaxResults=\(text)").refusal()
        == AWSError(.invalidInput, "MaxResults is \(text); it must be a number between 1 and \(limit)."))
  }

  @Test(arguments: ["", "1", "yes", "tru", "true%20", "%22true%22", "null"])
  func whatIsNoBoolean(text: String) async throws {
    let shown = try String(percentDecoding: text[...]).quoted
    #expect(
      await Request("GET /members?OnlyAssociated=\(text)").refusal()
        == AWSError(.invalidInput, "OnlyAssociated is \(shown), which is neither true nor false."))
  }

  @Test(arguments: [
    ("GET /members?MaxResults=1&MaxResults=1", "MaxResults stands in the query 2 times; send it once."),
    ("GET /members?OnlyAssociated=true&x&OnlyAssociated", "OnlyAssociated stands in the query 2 times; send it once."),
    ("GET /invitations?NextToken=a&NextToken=b&NextToken=", "NextToken stands in the query 3 times; send it once."),
    ("GET /accounts?HubArn=a&Hub%41rn=b", "HubArn stands in the query 2 times; send it once."),
    (
      "GET /members?NextToken=\(String(repeating: "t", count: 513))",
      "NextToken has 513 bytes; send the token of the page before, which has at most 512."
    ),
  ])
  func oddOnes(line: String, message: String) async {
    #expect(await Request(line).refusal() == AWSError(.invalidInput, message))
  }

  private static let percent =
    "holds a percent sign without two hexadecimal digits after it; send a percent sign itself as %25."
  private static let nul = "holds a NUL; send text without it."
  private static let noText = "is not UTF-8 once it is percent-decoded; encode the bytes of UTF-8 text."

  @Test(arguments: [
    ("%", percent), ("%2", percent), ("%zz", percent), ("%2g", percent), ("%+1", percent), ("a%", percent),
    ("%00", nul), ("a%00b", nul), ("%C3", noText), ("%FF", noText), ("%C0%80", noText), ("%ED%A0%80", noText),
  ])
  func badEncodings(text: String, problem: String) async {
    for (line, name) in [
      ("GET /tags/", "ResourceArn"), ("POST /tags/arn:", "ResourceArn"), ("DELETE /tags/", "ResourceArn"),
      ("DELETE /tags/\(encodedHubARN)?tagKeys=a&tagKeys=", "tagKeys"), ("GET /accounts?HubArn=", "HubArn"),
      ("GET /members?NextToken=", "NextToken"), ("GET /members?MaxResults=", "MaxResults"),
      ("GET /members?OnlyAssociated=", "OnlyAssociated"), ("GET /organization/admin?Feature=", "Feature"),
    ] {
      #expect(await Request(line + text).refusal() == AWSError(.invalidInput, "\(name) \(problem)"))
    }
  }

  @Test(arguments: [
    ("%41%6a%4A", "AjJ"), ("a+b", "a+b"), ("%2B%25%252B", "+%%2B"), ("%C3%A9%F0%9F%91%8D", "é👍"), ("", ""),
  ])
  func goodEncodings(text: String, decoded: String) throws {
    #expect(try String(percentDecoding: text[...]) == decoded)
    #expect(
      try String(percentDecoding: text[...], plusIsSpace: true)
        == (text == "a+b" ? "a b" : decoded))
  }
}

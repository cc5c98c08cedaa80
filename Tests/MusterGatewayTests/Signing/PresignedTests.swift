import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct PresignedTests {
  private static let parts = [
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Credential": "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request",
    "X-Amz-Date": "20150830T123600Z", "X-Amz-SignedHeaders": "host", "X-Amz-Expires": "3600",
    "X-Amz-Signature": String(repeating: "a", count: 64),
  ]

  private func refusal(_ parts: [String: String], extra: String = "") throws -> AWSError? {
    let query = parts.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "&") + extra
    let head = RequestHead(
      method: "GET", target: "/?" + query, headers: Headers([Headers.Field(name: "host", value: "h")]))
    do {
      _ = try SigningFixture.verifier().claim(head, service: SigningFixture.service, at: SigningFixture.now)
      return nil
    } catch let error as AWSError {
      return error
    }
  }

  @Test(arguments: ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"])
  func namesWhatIsMissing(name: String) throws {
    #expect(try refusal(Self.parts) == nil)
    var parts = Self.parts
    parts[name] = nil
    #expect(
      try refusal(parts)
        == AWSError(
          .incompleteSignature,
          "AWS query-string parameters must include '\(name)'. Re-examine the query-string parameters."))
  }

  @Test(arguments: parts.keys.sorted())
  func takesNoneTwice(name: String) throws {
    let error = try refusal(Self.parts, extra: "&\(name)=x")
    #expect(error == AWSError(.incompleteSignature, "The query has '\(name)' more than once; send it once."))
  }

  @Test(arguments: ["0", "604801", "-1", "+60", "", "6e1", "60.0", " 60", "99999999999999999999"])
  func wantsATimeThatAWSTakes(expires: String) throws {
    var parts = Self.parts
    parts["X-Amz-Expires"] = expires
    let error = try refusal(parts)
    #expect(error?.code == .incompleteSignature)
    #expect(error?.message.contains("from 1 to 604800") == true)
  }

  @Test func takesAWeek() throws {
    for expires in ["1", "604800"] {
      var parts = Self.parts
      parts["X-Amz-Expires"] = expires
      #expect(try refusal(parts) == nil)
    }
  }

  @Test func wantsTheAlgorithm() throws {
    var parts = Self.parts
    parts["X-Amz-Algorithm"] = "AWS4-HMAC-SHA1"
    #expect(try refusal(parts)?.code == .incompleteSignature)
  }

  @Test func wantsUTF8() throws {
    var parts = Self.parts
    parts["X-Amz-Credential"] = "%ff"
    #expect(try refusal(parts)?.message == "The value of 'X-Amz-Credential' in the query is not UTF-8.")
  }

  /// A presigned URL is for one body as well: S3 alone leaves it open.
  @Test func isOverTheBody() throws {
    let vector = try #require(PublishedVector.all.first { $0.name == "post-x-www-form-urlencoded" })
    let verifier = try SigningFixture.verifier()
    #expect(verifier.refusal(of: vector.presignedHead, body: vector.body) == nil)
    #expect(verifier.refusal(of: vector.presignedHead, body: "")?.code == .invalidSignature)
  }
}

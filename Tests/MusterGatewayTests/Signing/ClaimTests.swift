import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

/// What is refused before anybody looks at the body, in which words.
@Suite struct ClaimTests {
  private static let scope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request"
  private static let signature = String(repeating: "a", count: 64)

  static func authorization(
    _ scope: String = scope, signedHeaders: String = "host;x-amz-date", signature: String = signature
  ) -> String {
    "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=\(signedHeaders), Signature=\(signature)"
  }

  static func head(
    _ authorization: String? = authorization(), date: String? = "20150830T123600Z", _ others: [(String, String)] = [],
    target: String = "/"
  ) -> RequestHead {
    var fields = [Headers.Field(name: "host", value: "h")]
    if let date { fields.append(Headers.Field(name: "x-amz-date", value: date)) }
    if let authorization { fields.append(Headers.Field(name: "authorization", value: authorization)) }
    fields += others.map { Headers.Field(name: $0.0, value: $0.1) }
    return RequestHead(method: "GET", target: target, headers: Headers(fields))
  }

  private func refusal(
    _ head: RequestHead, at now: Timestamp = SigningFixture.now, token: String? = nil
  ) throws -> AWSError? {
    do {
      _ = try SigningFixture.verifier(token: token).claim(head, service: SigningFixture.service, at: now)
      return nil
    } catch let error as AWSError {
      return error
    }
  }

  @Test func takesWhatIsWellFormed() throws {
    let claim = try SigningFixture.verifier().claim(
      Self.head(), service: SigningFixture.service, at: SigningFixture.now)
    #expect(claim.claimed == Caller(account: account(111_111_111_111), region: .usEast1, accessKeyID: "AKIDEXAMPLE"))
    // Clients part the three with a comma, with or without a space, in any order.
    let parts = "Signature=\(Self.signature),Credential=\(Self.scope),  SignedHeaders=host;x-amz-date"
    #expect(try refusal(Self.head("AWS4-HMAC-SHA256 " + parts)) == nil)
  }

  @Test func saysThatThereIsNone() throws {
    let expected = AWSError(.missingAuthenticationToken, "Missing Authentication Token")
    #expect(try refusal(Self.head(nil)) == expected)
    #expect(try refusal(Self.head(nil, target: "/?x-amz-signature=1&X-Amz-Date=2")) == expected)
    #expect(expected.status == 403)
  }

  @Test(arguments: [
    ("", "begins with ''"), ("Bearer hush", "begins with 'Bearer'"), ("Basic aHVzaA==", "sign with 'AWS4-HMAC-SHA256'"),
    ("AWS4-HMAC-SHA256", "'' is not a valid part"), ("AWS4-HMAC-SHA256 x", "'x' is not a valid part"),
    ("AWS4-ECDSA-P256-SHA256 Credential=x", "begins with 'AWS4-ECDSA-P256-SHA256'"),
    ("AWS4-HMAC-SHA256 Credential=", "'Credential' is not a valid part"),
    ("AWS4-HMAC-SHA256 Credential=a, Credential=b", "'Credential' is not a valid part"),
    ("AWS4-HMAC-SHA256 Signature=a", "requires 'Credential' parameter"),
    ("AWS4-HMAC-SHA256 Credential=\(scope)", "requires 'SignedHeaders' parameter. Authorization header requires 'Sig"),
    (authorization() + ", Extra=1", "'Extra' is not a valid part"),
    (authorization() + ",", "'' is not a valid part"),
    (authorization("AKIDEXAMPLE/20150830/us-east-1/service"), "exactly 5 slash-delimited elements"),
    (authorization("AKIDEXAMPLE/20150830/us-east-1/service/aws4_request/x"), "exactly 5 slash-delimited elements"),
    (authorization("/20150830/us-east-1/service/aws4_request"), "must have 1 to 128"),
    (authorization("AKIDEXAMPLE/20150830/us-east-1/service/aws4"), "'aws4_request', not 'aws4'"),
    (authorization("AKIDEXAMPLE/20150830/US East/service/aws4_request"), "a valid Region, not 'US East'"),
    (authorization("AKIDEXAMPLE/20150830//service/aws4_request"), "a valid Region, not ''"),
    (
      authorization("AKIDEXAMPLE/20150829/us-east-1/service/aws4_request"),
      "'20150829' != '20150830', from '20150830T123600Z'"
    ),
    (authorization(signature: "abc"), "The Signature has 3 bytes"),
    (authorization(signature: String(repeating: "A", count: 64)), "64 lower-case hexadecimal digits"),
    (authorization(signedHeaders: "x-amz-date"), "'Host' must be a 'SignedHeader'"),
    (authorization(signedHeaders: "x-amz-date;host"), "sorted"), (authorization(signedHeaders: "Host"), "lower case"),
    (authorization(signedHeaders: "host;host"), "each once"),
    (authorization(signedHeaders: "host;"), "names of headers"),
    (authorization(signedHeaders: "host;x y"), "names of headers"),
  ])
  func namesWhatIsWrong(authorization: String, words: String) throws {
    let error = try #require(try refusal(Self.head(authorization)))
    #expect(error.code == .incompleteSignature)
    #expect(error.message.contains(words), "\(error.message)")
    #expect(!error.message.contains("hush") && !error.message.contains("aHVzaA"))
  }

  @Test(arguments: [
    ("20150830T1236Z", "Got '20150830T1236Z'"), ("20150830123600", "basic format"), ("", "Got ''"),
    ("20150230T123600Z", "like 20150830T123600Z"), ("20150830T243600Z", "basic format"),
    ("2015-08-30T12:36:00Z", "basic format"),
  ])
  func wantsADate(date: String, words: String) throws {
    let error = try #require(try refusal(Self.head(date: date)))
    #expect(error.code == .incompleteSignature)
    #expect(error.message.contains(words), "\(error.message)")
  }

  @Test func wantsADateAtAll() throws {
    let head = Self.head(Self.authorization(signedHeaders: "host"), date: nil)
    #expect(
      try refusal(head)
        == AWSError(
          .incompleteSignature,
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."))
    let error = try refusal(
      Self.head(Self.authorization(signedHeaders: "host"), date: nil, [("date", "Sun, 30 Aug 2015")]))
    #expect(error?.code == .incompleteSignature)
    #expect(error?.message.contains("Got 'Sun, 30 Aug 2015'") == true)
  }

  @Test(arguments: ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"])
  func wantsOneOfEach(name: String) throws {
    let value = name == "authorization" ? Self.authorization() : Self.signature
    var head = Self.head()
    head.headers[name] = nil
    head.headers.fields += [Headers.Field(name: name, value: value), Headers.Field(name: name, value: value)]
    let error = try refusal(head)
    #expect(error?.code == .incompleteSignature)
    #expect(error?.message.hasPrefix("The request has 2 ") == true, "\(String(describing: error))")
  }

  @Test func wantsOnePlace() throws {
    let error = try refusal(Self.head(target: "/?X-Amz-Signature=x"))
    #expect(error?.code == .incompleteSignature)
    #expect(error?.message.contains("Only one auth mechanism allowed") == true)
  }

  @Test func wantsWhatIsSigned() throws {
    let error = try refusal(Self.head(Self.authorization(signedHeaders: "content-type;host;x-amz-date")))
    #expect(error?.code == .invalidSignature)
    #expect(error?.message.hasPrefix("SignedHeaders names 'content-type', which the request does not have") == true)
  }

  @Test(arguments: [
    ("UNSIGNED-PAYLOAD", AWSError.Code.invalidSignature, "sign the body"),
    ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", .invalidSignature, "sign the whole body"),
    ("STREAMING-UNSIGNED-PAYLOAD-TRAILER", .invalidSignature, "sign the whole body"),
    ("", .incompleteSignature, "64 lower-case"), ("ABCD", .incompleteSignature, "is 'ABCD'"),
  ])
  func wantsTheBodySigned(hash: String, code: AWSError.Code, words: String) throws {
    let authorization = Self.authorization(signedHeaders: "host;x-amz-content-sha256;x-amz-date")
    let error = try refusal(Self.head(authorization, [("x-amz-content-sha256", hash)]))
    #expect(error?.code == code)
    #expect(error?.message.contains(words) == true)
  }

  @Test func namesAHashThatIsNotTheBodys() throws {
    let vector = try #require(PublishedVector.all.first { $0.name == "post-x-www-form-urlencoded" })
    let error = try SigningFixture.verifier().refusal(of: vector.signedHead, body: "Param1=value2")
    #expect(error?.code == .invalidSignature)
    #expect(error?.message.contains("'x-amz-content-sha256' header does not match") == true)
  }
}

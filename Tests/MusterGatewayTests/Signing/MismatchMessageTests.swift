import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

/// What a developer is shown of a signature that does not match, and what not.
@Suite struct MismatchMessageTests {
  @Test func showsWhatWasSigned() throws {
    var head = try #require(PublishedVector.all.first { $0.name == "get-vanilla-query-order-key-case" }).signedHead
    head.method = "PUT"
    let error = try #require(try SigningFixture.verifier().refusal(of: head))
    #expect(error.code == .invalidSignature)
    #expect(
      error.message == """
        The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key \
        and signing method. Consult the service documentation for details.

        The Canonical String for this request should have been
        'PUT
        /
        Param1=value1&Param2=value2
        host:example.amazonaws.com
        x-amz-date:20150830T123600Z

        host;x-amz-date
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

        The String-to-Sign should have been
        'AWS4-HMAC-SHA256
        20150830T123600Z
        20150830/us-east-1/service/aws4_request
        5b4d4e50a8382a89f3ded4c9cc1f6a79656424b465daeada0e97108c81f11976'
        """)
  }

  @Test func hidesTokens() throws {
    for vector in ClientVector.all where vector.hasToken {
      var head = vector.head
      head.method = "PUT"
      let verifier = try SigningFixture.verifier(token: ClientVector.token)
      let message = try #require(verifier.refusal(of: head, body: vector.body, service: vector.service)).message
      #expect(message.contains("***"))
      for word in ["FwoGZXIvYXdzEXAMPLE", SigningFixture.secret] { #expect(!message.contains(word)) }
    }
  }

  @Test func staysShort() throws {
    var head = try #require(PublishedVector.all.first { $0.name == "get-vanilla" }).signedHead
    head.path = "/" + String(repeating: "é", count: 20_000)
    let message = try #require(try SigningFixture.verifier().refusal(of: head)).message
    #expect(message.utf8.count < 5000)
    #expect(message.contains("…'"))
  }

  @Test func secretsAreNotShownByAccident() throws {
    let file = try SigningFixture.file(token: ClientVector.token)
    let verifier = SignatureVerifier(.credentials(file))
    let vector = try #require(ClientVector.all.first { $0.hasToken })
    let claim = try verifier.claim(vector.head, service: vector.service, at: SigningFixture.now)
    var dumped = ""
    dump(file, to: &dumped)
    dump(claim, to: &dumped)
    for text in ["\(file)", "\(verifier)", "\(claim)", String(reflecting: claim), String(reflecting: file), dumped] {
      for secret in [SigningFixture.secret, ClientVector.token] { #expect(!text.contains(secret), "\(text)") }
    }
    #expect("\(Secret("x"))" == "***")
  }
}

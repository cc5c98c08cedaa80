import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct AnySignatureTests {
  private let verifier = SignatureVerifier(.anySignature)

  private func refusal(_ credential: String, _ others: [(String, String)] = [], target: String = "/") -> AWSError? {
    verifier.refusal(
      of: ClaimTests.head("AWS4-HMAC-SHA256 Credential=" + credential, date: nil, others, target: target),
      service: .securityHub)
  }

  @Test(arguments: [
    "AWS4-HMAC-SHA256 Credential=012345678901/20000101/eu-west-1/securityhub/aws4_request, SignedHeaders=x, Signature=y",
    "AWS4-HMAC-SHA256 Credential=012345678901/20000101/eu-west-1/securityhub/aws4_request",
  ])
  func takesTheKeyForTheAccount(authorization: String) throws {
    let head = ClaimTests.head(authorization, date: nil, [("x-amz-security-token", "any"), ("x-amz-target", "x")])
    #expect(
      try verifier.caller(of: head, body: "any", service: .securityHub)
        == Caller(account: account(12_345_678_901), region: .euWest1, accessKeyID: "012345678901"))
  }

  @Test func takesPresignedOnes() throws {
    let query =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=012345678901%2F20000101%2Feu-west-1%2Fsts%2Faws4_request"
    let head = ClaimTests.head(nil, date: nil, target: "/?" + query)
    #expect(try verifier.caller(of: head, service: .sts).account == account(12_345_678_901))
  }

  @Test(arguments: ["AKIDEXAMPLE", "1234567890123", "12345678901", "１２３４５６７８９０１２", "12345678901a"])
  func takesNoOtherKey(key: String) {
    let error = refusal("\(key)/20150830/us-east-1/securityhub/aws4_request")
    #expect(error?.code == .unrecognizedClient)
    #expect(error?.message.contains("--insecure-any-signature it must be the account's id of 12 digits") == true)
  }

  @Test func wantsTheShape() {
    #expect(
      verifier.refusal(of: ClaimTests.head(nil), service: .securityHub)?.code == .missingAuthenticationToken)
    #expect(refusal("012345678901")?.code == .incompleteSignature)
    #expect(refusal("012345678901/d/US/securityhub/aws4_request")?.code == .incompleteSignature)
    #expect(refusal("012345678901/d/us-east-1/ec2/aws4_request")?.code == .invalidSignature)
    let good = "012345678901/d/us-east-1/securityhub/aws4_request"
    #expect(refusal(good, target: "/?X-Amz-Credential=x")?.code == .incompleteSignature)
    #expect(refusal(good, [("x-amz-content-sha256", "UNSIGNED-PAYLOAD")]) == nil)
    // Such a body comes in another form, which nobody here can read.
    #expect(
      refusal(good, [("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")])?.code == .invalidSignature)
  }
}

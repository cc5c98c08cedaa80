import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct PublishedVectorTests {
  private static let caller = Caller(
    account: account(111_111_111_111), region: .usEast1, accessKeyID: SigningFixture.keyID)

  @Test(arguments: PublishedVector.all)
  func takesWhatIsSignedInAHeader(vector: PublishedVector) throws {
    let verifier = try SigningFixture.verifier(token: vector.token?.text)
    #expect(try verifier.caller(of: vector.signedHead, body: vector.body) == Self.caller, "\(vector.name)")
  }

  @Test(arguments: PublishedVector.all)
  func takesWhatIsPresigned(vector: PublishedVector) throws {
    let verifier = try SigningFixture.verifier(token: vector.token?.text)
    #expect(try verifier.caller(of: vector.presignedHead, body: vector.body) == Self.caller, "\(vector.name)")
  }

  @Test(arguments: PublishedVector.unnormalized)
  func signsNoPathAsItIs(vector: PublishedVector) throws {
    let verifier = try SigningFixture.verifier()
    #expect(verifier.refusal(of: vector.signedHead)?.code == .invalidSignature, "\(vector.name)")
    #expect(verifier.refusal(of: vector.presignedHead)?.code == .invalidSignature, "\(vector.name)")
  }

  /// The suite has it for services that do so; Security Hub's clients sign the token.
  @Test func refusesATokenThatWasAddedLater() throws {
    let vector = PublishedVector.tokenAfter
    let verifier = try SigningFixture.verifier(token: vector.token?.text)
    var head = vector.signedHead
    head.headers["authorization"] = head.headers["authorization"]?.replacing(";x-amz-security-token", with: "")
    #expect(verifier.refusal(of: head)?.message.contains("'x-amz-security-token'") == true)
    #expect(verifier.refusal(of: vector.presignedHead)?.code == .invalidSignature)
  }

  @Test(arguments: ClientVector.all)
  func takesWhatClientsSend(vector: ClientVector) throws {
    let verifier = try SigningFixture.verifier(token: vector.hasToken ? ClientVector.token : nil)
    #expect(
      try verifier.caller(of: vector.head, body: vector.body, service: vector.service)
        == Caller(account: account(111_111_111_111), region: .euWest1, accessKeyID: SigningFixture.keyID),
      "\(vector.name)")
  }

  @Test(arguments: ClientVector.all)
  func takesNoneForAnotherService(vector: ClientVector) throws {
    let verifier = try SigningFixture.verifier(token: vector.hasToken ? ClientVector.token : nil)
    let other: SigningService = vector.service == .sts ? .securityHub : .sts
    let error = verifier.refusal(of: vector.head, body: vector.body, service: other)
    #expect(error?.code == .invalidSignature)
    #expect(
      error?.message.hasPrefix(
        "Credential should be scoped to correct service: '\(other.name)', not '\(vector.service.name)'. ") == true)
  }
}

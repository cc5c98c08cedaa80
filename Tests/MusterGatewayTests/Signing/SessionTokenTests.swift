import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct SessionTokenTests {
  /// The same for a key that there is not as for a token that is not its own.
  private static func invalid(_ key: String = "AKIDEXAMPLE") -> AWSError {
    AWSError(
      .unrecognizedClient,
      "The security token included in the request is invalid. The access key id '\(key)' is not in the gateway's "
        + "credentials file, or another session token belongs to it.")
  }

  private func vector(_ hasToken: Bool) throws -> ClientVector {
    try #require(ClientVector.all.first { $0.name.hasPrefix("DescribeHub") && $0.hasToken == hasToken })
  }

  private func refusal(_ vector: ClientVector, token: String?, expiring: String? = nil) throws -> AWSError? {
    try SigningFixture.verifier(token: token, expiring: expiring)
      .refusal(of: vector.head, body: vector.body, service: vector.service)
  }

  @Test func takesTheOneThatBelongsToTheKey() throws {
    #expect(try refusal(vector(true), token: ClientVector.token) == nil)
    #expect(try refusal(vector(false), token: nil) == nil)
  }

  @Test func refusesAnyOther() throws {
    #expect(try refusal(vector(true), token: nil) == Self.invalid())
    #expect(try refusal(vector(false), token: ClientVector.token) == Self.invalid())
    for token in [ClientVector.token + "x", String(ClientVector.token.dropLast()), "x"] {
      #expect(try refusal(vector(true), token: token) == Self.invalid())
    }
    for vector in ClientVector.all where vector.name.hasPrefix("presigned") {
      #expect(try refusal(vector, token: vector.hasToken ? nil : ClientVector.token) == Self.invalid())
    }
  }

  @Test func refusesAnUnknownKey() throws {
    var head = try vector(false).head
    head.headers["authorization"] = head.headers["authorization"]?.replacing("AKIDEXAMPLE", with: "AKIDOTHER")
    let error = try SigningFixture.verifier().refusal(of: head, service: .securityHub)
    #expect(error == Self.invalid("AKIDOTHER"))
    #expect(error?.status == 403)
  }

  /// The Kelvin sign is a K to Swift, which compares what texts mean.
  @Test func refusesAnotherSpellingOfAKey() throws {
    var head = try vector(false).head
    head.headers["authorization"] = head.headers["authorization"]?.replacing("AKID", with: "A\u{212A}ID")
    let error = try SigningFixture.verifier().refusal(of: head, service: .securityHub)
    #expect(error?.code == .unrecognizedClient)
  }

  @Test func knowsWhenItsTimeIsOver() throws {
    #expect(try refusal(vector(true), token: ClientVector.token, expiring: "2015-08-30T12:36:01Z") == nil)
    for time in ["2015-08-30T12:36:00Z", "2015-08-30T12:35:59+00:00"] {
      let error = try refusal(vector(true), token: ClientVector.token, expiring: time)
      #expect(error?.code == .expiredToken)
      #expect(error?.message.hasPrefix("The security token included in the request is expired") == true)
    }
  }

  @Test func isNotAsFarAsTheSignatureWhenThatIsWrong() throws {
    // The wrong token is named even where nothing else is right: clients renew it then.
    var vector = try vector(true)
    vector.head.path = "/other"
    #expect(try refusal(vector, token: "x") == Self.invalid())
  }
}

import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct SignatureTimeTests {
  private static let vanilla = PublishedVector.all.first { $0.name == "get-vanilla" }

  private func refusal(_ head: RequestHead, after milliseconds: Int64) throws -> AWSError? {
    let now = Timestamp(milliseconds: SigningFixture.now.milliseconds + milliseconds)
    return try SigningFixture.verifier().refusal(of: head, at: now)
  }

  @Test func aHeaderIsGoodForFiveMinutesEitherWay() throws {
    let head = try #require(Self.vanilla).signedHead
    for milliseconds: Int64 in [-300_000, -1, 0, 299_999, 300_000] {
      #expect(try refusal(head, after: milliseconds) == nil, "\(milliseconds)")
    }
    #expect(
      try refusal(head, after: 301_000)
        == AWSError(
          .invalidSignature,
          "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.); set the "
            + "client's clock."))
    #expect(
      try refusal(head, after: -301_000)
        == AWSError(
          .invalidSignature,
          "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.); "
            + "set the client's clock."))
    #expect(try refusal(head, after: 300_001)?.code == .invalidSignature)
    #expect(try refusal(head, after: -300_001)?.code == .invalidSignature)
  }

  @Test func aPresignedURLIsGoodForAsLongAsItSays() throws {
    let head = try #require(Self.vanilla).presignedHead
    for milliseconds: Int64 in [-300_000, 0, 3_600_000] {
      #expect(try refusal(head, after: milliseconds) == nil, "\(milliseconds)")
    }
    #expect(
      try refusal(head, after: 3_601_000)
        == AWSError(
          .invalidSignature,
          "Signature expired: 20150830T133600Z is now earlier than 20150830T133601Z; presign the URL anew."))
    #expect(try refusal(head, after: 3_600_001)?.code == .invalidSignature)
    #expect(try refusal(head, after: -300_001)?.message.hasPrefix("Signature not yet current") == true)
  }

  @Test func readsDates() {
    let moment = SigningFixture.now
    #expect(Timestamp(signing: "20150830T123600Z") == moment)
    #expect(moment.signingText == "20150830T123600Z")
    for text in ["GMT", "-0000", "+0000"].map({ "Sun, 30 Aug 2015 12:36:00 \($0)" }) {
      #expect(Timestamp(http: text) == moment)
    }
    for text in [
      "2015-08-30T12:36:00Z", "2015-08-30T14:36:00+02:00", "2015-08-30T14:36:00+0200", "2015-08-30T07:06:00.25-05:30",
      "2015-08-30 12:36:00Z",
    ] {
      #expect(Timestamp(iso8601: text) == moment, "\(text)")
    }
  }

  @Test(arguments: [
    "2015-08-30T12:36:00", "2015-08-30", "1440938160", "2015-08-30T12:36:00+1", "2015-13-30T12:36:00Z", "",
    "2015-08-30T12:36:00Zx", "2015-08-30T12:60:00Z", "2015-02-29T12:00:00Z", "+015-08-30T12:36:00Z",
  ])
  func readsNoOther(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
    #expect(Timestamp(signing: text) == nil)
    #expect(Timestamp(http: text) == nil)
  }

  /// What the model writes of a moment is read as the same, over all years of four digits.
  @Test func agreesWithTheModel() {
    let first = Timestamp(iso8601: "0000-01-01T00:00:00Z")?.milliseconds ?? 0
    #expect(first == -62_167_219_200_000)
    for day in stride(from: Int64(0), to: 3_652_425, by: 397) {
      let moment = Timestamp(milliseconds: first + day * 86_400_000 + day % 86_400 * 1000)
      #expect(Timestamp(iso8601: moment.description) == moment)
      #expect(Timestamp(signing: moment.signingText) == moment)
    }
    #expect(Timestamp(iso8601: "2000-02-29T00:00:00Z")?.description == "2000-02-29T00:00:00.000Z")
    #expect(Timestamp(iso8601: "1900-02-29T00:00:00Z") == nil)
  }
}

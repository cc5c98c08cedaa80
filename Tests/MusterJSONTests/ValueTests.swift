import MusterJSON
import MusterModel
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    0, 1, -1, 951_782_399_999, 951_782_400_000, 1_582_934_400_000, 1_709_164_800_000, 4_102_444_799_999,
    -2_203_977_600_000, -62_135_596_800_000, 253_402_300_799_999,
  ])
  func everyTimeIsReadBack(milliseconds: Int64) throws {
    let time = Timestamp(milliseconds: milliseconds)
    #expect(try Timestamp(json: time.json) == time)
  }

  @Test(arguments: [
    "", "2020-06-01", "2020-06-01T20:15:15Z", "2020-06-01t20:15:15.289Z", "2020-06-01T20:15:15.289+00:00",
    "2020-02-30T00:00:00.000Z", "2021-02-29T00:00:00.000Z", "2020-13-01T00:00:00.000Z", "2020-00-01T00:00:00.000Z",
    "2020-06-01T24:00:00.000Z", "2020-06-01T20:60:15.289Z", "2020-06-01T20:15:60.289Z", "2020-06-01T20:15:15.2８9Z",
  ])
  func noOtherTimeIsRead(text: String) {
    #expect(throws: JSONError.self) { try Timestamp(json: .string(text)) }
  }

  @Test func everyNameIsReadBack() throws {
    #expect(try [MemberStatus](json: MemberStatus.allCases.json) == MemberStatus.allCases)
    let generators = ControlFindingGenerator.allCases
    #expect(try [ControlFindingGenerator](json: generators.json) == generators)
    #expect(try Region(json: Region.usEast1.json) == Region.usEast1)
  }

  @Test(arguments: [JSONValue.string("ENABLED"), .string(""), .number("3"), .null, .object([:])])
  func statusesAreReadLiterally(json: JSONValue) {
    #expect(throws: JSONError.self) { try MemberStatus(json: json) }
  }

  @Test(arguments: [
    JSONValue.string("12345678901"), .string("1234567890123"), .string("१२३४५६७८९०१२"), .number("123456789012"),
  ])
  func accountsAreTwelveDigitsInAString(json: JSONValue) {
    #expect(throws: JSONError.self) { try AccountID(json: json) }
  }

  @Test func nullIsAbsent() throws {
    #expect(try read(AdministratorAnswer.self, #"{"Administrator":null}"#) == AdministratorAnswer(nil))
  }

  @Test func unknownMembersAreIgnored() throws {
    #expect(try read(Page<Member>.self, #"{"Members":[],"Later":{"More":[1]}}"#) == Page<Member>([]))
    #expect(try read(Done.self, #"{"Later":1}"#) == Done())
  }

  @Test func ofTwoMembersOfOneNameTheLastCounts() throws {
    #expect(try read(AdministratorAnswer.self, #"{"Administrator":1,"Administrator":null}"#).administrator == nil)
  }

  /// Where the value stands, what it must be and what it is.
  @Test(arguments: [
    ("[]", "must be an object, not a list", nil),
    ("{}", "Members is missing", 1),
    ("\n{\"Members\":1}", "Members must be a list, not a number", 2),
    ("{\"Members\":[{},{}]}", "Members[0].AccountId is missing", 1),
    ("{\"Members\":[\n{\"AccountId\":7}]}", "Members[0].AccountId must be a string, not a number", 2),
    (
      "{\"Members\":[\n{\"AccountId\":\"7\"}]}",
      "Members[0].AccountId is \"7\", which is not an account id of 12 digits", 2
    ),
  ])
  func whatIsWrongIsNamed(text: String, message: String, line: Int?) {
    let error = #expect(throws: JSONError.self) { try read(Page<Member>.self, text) }
    #expect(error?.kind == .shape)
    #expect(error?.description == message)
    #expect(error?.line == line)
  }

  private func read<Value: JSONConvertible>(_ type: Value.Type, _ text: String) throws(JSONError) -> Value {
    try Value(json: try JSONParser.document(text.utf8))
  }
}

import MusterCLI
import Testing

@Suite struct TagArgumentsTests {
  @Test func aKeyAndAValue() throws {
    #expect(
      try TagArguments.tags(["team=security", "empty=", "equation=a=b"])
        == ["team": "security", "empty": "", "equation": "a=b"])
  }

  @Test(arguments: [
    (["team"], "--tag: \"team\" is not a tag, so nothing was sent."),
    (["=v"], "--tag: \"=v\" is not a tag, so nothing was sent."),
    (["a=1", "a=2"], "--tag: \"a\" is given twice, so nothing was sent."),
  ])
  func others(arguments: [String], message: String) {
    let failure = #expect(throws: Failure.self) { try TagArguments.tags(arguments) }
    #expect(failure?.message == message)
  }
}

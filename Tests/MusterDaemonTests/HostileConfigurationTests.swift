import MusterProcess
import Testing

@testable import MusterDaemon

/// Files that are no mistake of an operator's.
@Suite struct HostileConfigurationTests {
  private func problems(_ bytes: some Sequence<UInt8>) -> [String] {
    do {
      _ = try ConfigurationFile(path: "f", bytes: Array(bytes), names: ConfigurationFileTests.names)
      return []
    } catch {
      return error.messages
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aliasesDoNotMultiply() {
    let levels = (1..<60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    let text = "a0: &a0 [x, x]\n" + levels.joined(separator: "\n") + "\n? *a59\n: x"
    #expect(!problems(text.utf8).isEmpty)
  }

  @Test(arguments: [
    "a: &x b", "&x a: b", "a: *x", "*x : b", "a: [1, &x 2]", "a: !!str &x b", "a:\r  - *x", "a: &x\n  b: c",
    "a: \"&b\"\nc: &d e", "- '*'\n- *x", "a: 'it''s'\nb: *x", "# \"\na: *x # \"", "? &x a\n: b",
  ])
  func findsEveryReference(text: String) {
    #expect(problems(text.utf8).contains { $0.contains("anchors and aliases") }, "\(problems(text.utf8))")
  }

  @Test(arguments: [
    "data: \"/a&b\" # *not* one", "data: /a&b*c", "data: '/ &x'", "grants: [{uid: 0, accounts: ['*'], allow: read}]",
  ])
  func mistakesNoTextForOne(text: String) {
    #expect(problems(text.utf8) == [])
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[{"])
  func doesNotDigForEver(nesting: String) {
    #expect(!problems(String(repeating: nesting, count: 100_000).utf8).isEmpty)
    #expect(!problems(String(repeating: nesting, count: 990).utf8).isEmpty)
  }

  @Test func saysWhereUTF8Ends() {
    #expect(problems("data: /a\nré: ".utf8 + [0xFF, 0x20]) == ["f:2:5: this is not UTF-8; save it as UTF-8"])
    #expect(problems("data: /a\n".utf8 + [0xC3]) == ["f:2:1: this is not UTF-8; save it as UTF-8"])
  }

  @Test func saysWhereAControlCharacterIs() {
    #expect(problems("data: /a\nx: \u{1}".utf8) == ["f:2:4: this is not YAML: control characters are not allowed"])
  }

  @Test func everyTruncationEndsWell() {
    let text =
      "socket: {path: /a, mode: '0600'}\ngrants:\n - {uid: 1, accounts: [\"*\"], allow: [all]}\nlog: {level: info}\n"
    for length in 0...text.utf8.count { _ = problems(text.utf8.prefix(length)) }
  }

  @Test func everyFlippedByteEndsWell() {
    let text = Array("socket: {path: /a}\ngrants:\n - {uid: 1, accounts: [\"*\"], allow: [all]}\n".utf8)
    for index in text.indices {
      for byte: UInt8 in [0, 9, 10, 0x21, 0x25, 0x26, 0x2A, 0x3A, 0x3F, 0x7B, 0x85, 0xC3, 0xFF] {
        var bad = text
        bad[index] = byte
        _ = problems(bad)
      }
    }
  }
}

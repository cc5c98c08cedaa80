import Testing

@testable import MusterProcess

@Suite struct EscapingTests {
  @Test(arguments: [
    ("plain", "plain"), ("two\nlines", "two\\nlines"), ("bell\u{7}", "bell\\u{7}"), ("tab\t", "tab\\t"),
    ("\u{1B}[31mred", "\\u{1b}[31mred"), ("next\u{85}line", "next\\u{85}line"), ("sep\u{2028}", "sep\\u{2028}"),
    ("turn\u{202E}ed", "turn\\u{202e}ed"), ("Zoë 日本", "Zoë 日本"),
  ])
  func showsNothingThatActs(text: String, shown: String) {
    #expect(Escaping.plain(text) == shown)
  }

  @Test func quotesEndWhereTheySeemTo() {
    #expect(Escaping.quoted(#"a" b\"#) == #""a\" b\\""#)
  }

  @Test func cutsWhatNobodyReads() {
    #expect(Escaping.plain(String(repeating: "x", count: 5000)) == String(repeating: "x", count: 4096) + "…")
  }
}

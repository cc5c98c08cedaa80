import MusterJSON
import Testing

@Suite struct WritingTests {
  private let document = JSONValue.object([
    "a": .array([.object(["k\\": .string("v,\"{"), "n": .number("-1.5e3")]), .object([:]), .null]),
    "b": .array([]),
    "c": nil,
    "d": .bool(false),
  ])

  @Test func onOneLine() {
    #expect(document.text() == #"{"a":[{"k\\":"v,\"{","n":-1.5e3},{},null],"b":[],"d":false}"#)
  }

  @Test func indented() {
    #expect(
      document.text(.indented) == #"""
        {
          "a": [
            {
              "k\\": "v,\"{",
              "n": -1.5e3
            },
            {},
            null
          ],
          "b": [],
          "d": false
        }
        """#)
  }

  @Test func whatATerminalWouldObeyIsEscaped() throws {
    let text = JSONValue.string("\u{1B}[2K\u{7F}\u{9B}31m\u{202E}\u{2028}\u{E0041}\u{0}é👍/\r\n\t")
    #expect(text.text() == #""\u001b[2K\u007f\u009b31m\u202e\u2028\udb40\udc41\u0000é👍/\r\n\t""#)
    #expect(try JSONParser.document(text.text().utf8) == text)
  }
}

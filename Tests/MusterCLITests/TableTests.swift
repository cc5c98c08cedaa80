import Testing

@testable import MusterCLI

@Suite struct TableTests {
  @Test func columnsAreAlignedAndNoLineEndsInSpaces() {
    var table = Table(["ACCOUNT", "N", "EMAIL"], numeric: [1])
    table.add(.init("000000000001"), .init("7"), .init("a@example.com"))
    table.add(.init("2"), .init("1000"), .init(nil))
    #expect(
      table.text(.plain) == """
        ACCOUNT          N  EMAIL
        000000000001     7  a@example.com
        2             1000  -

        """)
  }

  @Test func nothingIsNotColoured() {
    #expect(Style.coloured.paint("", .good) == "")
  }

  @Test func factsNeedNoHeader() {
    let table = Table(facts: ["Hub": .init("arn"), "Subscribed": .init("now", .good)])
    #expect(table.text(.plain) == "Hub         arn\nSubscribed  now\n")
  }

  @Test func coloursDoNotMoveColumns() {
    var table = Table(["A", "B"])
    table.add(.init("on", .good), .init("x"))
    table.add(.init("waiting", .waiting), .init("y"))
    #expect(
      table.text(.coloured) == """
        \u{1B}[1mA\u{1B}[0m        \u{1B}[1mB\u{1B}[0m
        \u{1B}[32mon\u{1B}[0m       x
        \u{1B}[33mwaiting\u{1B}[0m  y

        """)
  }

  /// An e-mail address must not be able to draw a row, a colour or a line of its own.
  @Test func storedTextCannotForgeOutput() {
    var table = Table(["EMAIL", "B"])
    table.add(.init("a\n111111111111  Enabled\u{1B}[31m\u{9B}2K\r\u{202E}\t"), .init("x"))
    #expect(
      table.text(.coloured).split(separator: "\n").last
        == #"a\n111111111111  Enabled\u{1b}[31m\u{9b}2K\r\u{202e}\t  x"#)
  }

  @Test(arguments: [
    ("plain é👍\\", "plain é👍\\"), ("", ""), ("\u{0}\u{7F}", #"\u{0}\u{7f}"#),
    ("\u{200B}\u{FEFF}", #"\u{200b}\u{feff}"#),
    ("\u{2028}\u{E000}\u{E0041}", #"\u{2028}\u{e000}\u{e0041}"#),
  ])
  func whatIsNotVisibleIsSpelt(text: String, shown: String) {
    #expect(Printable.line(text) == shown)
  }

  @Test func badValuesAreCut() {
    #expect(Printable.quoted("12\n") == #""12\n""#)
    #expect(Printable.quoted(String(repeating: "9", count: 65)) == "\"" + String(repeating: "9", count: 64) + "…\"")
  }
}

import Charts
import Testing

@Suite("A text with a written part") struct MarkedTextTests {
  private static let text = """
    Before.
    <!-- window: written by `make bench-curves` -->
    old
    <!-- end of window -->
    After.

    """

  @Test func changesThatPartAlone() {
    #expect(
      MarkedText(Self.text).replacing("window", with: "new\nlines") == """
        Before.
        <!-- window: written by `make bench-curves` -->
        new
        lines
        <!-- end of window -->
        After.

        """)
  }

  @Test func canBeWrittenAnewAgain() throws {
    let once = try #require(MarkedText(Self.text).replacing("window", with: "new"))
    #expect(MarkedText(once).replacing("window", with: "new") == once)
  }

  @Test(arguments: ["tenants", "win"]) func refusesAPartThatIsNotThere(name: String) {
    #expect(MarkedText(Self.text).replacing(name, with: "new") == nil)
  }

  @Test func refusesAPartThatIsThereTwiceOrTheWrongWayRound() {
    #expect(MarkedText(Self.text + Self.text).replacing("window", with: "new") == nil)
    let reversed = Self.text.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(MarkedText(reversed).replacing("window", with: "new") == nil)
  }
}

import Testing

@testable import MusterModel

struct ShapeTests {
  @Test("white space is what Unicode says it is, of every scalar")
  func agreesWithUnicode() {
    let others = (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init).filter {
      Shape.isWhiteSpace($0) != $0.properties.isWhitespace
    }
    #expect(others.first == nil)
  }

  @Test("a field's name is put together only when it is refused")
  func namesOnlyWhatIsRefused() {
    var named = 0
    func name() -> String {
      named += 1
      return "Field"
    }
    #expect(throws: Never.self) { try Shape.check("x", field: name(), limit: 1) }
    #expect(named == 0)
    #expect(throws: CallError.self) { try Shape.check(" ", field: name(), limit: 1) }
    #expect(named == 1)
  }
}

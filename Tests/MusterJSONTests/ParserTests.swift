import Foundation
import MusterJSON
import TestFixtures
import Testing

@Suite struct ParserTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true\r\n\t", .bool(true)), ("false", .bool(false)),
    ("0", .number("0")), ("-0.0e-0", .number("-0.0e-0")), ("12E+3", .number("12E+3")),
    (#""""#, .string("")), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u00e9\uD83D\uDC4d\u0000""#, .string("é👍\u{0}")), ("\"\u{7F}\u{2028}\"", .string("\u{7F}\u{2028}")),
    ("[]", .array([])), ("[ 1 ,\n[ ] ]", .array([.number("1"), .array([])])),
    ("{}", .object(JSONObject(members: [], line: 1))),
  ])
  func whatJSONAllows(text: String, value: JSONValue) throws {
    #expect(try JSONParser.document(text.utf8) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "True", "undefined", "NaN", "'a'", "a", "\u{FEFF}1", "1 2", "{}{}", "// comment", "[1] x",
    "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "1_000", "--1", "١",
    "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "]", "[}", "[1:2]",
    "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\",1}", "{]",
    "\"", "\"\\", "\"\\\"", "\"a\nb\"", "\"a\u{0}b\"", #""\x41""#, #""\u12""#, #""\u12G4""#, #""\u+123""#, #""\U0041""#,
    #""\ud83d""#, #""\ud83d\n""#, #""\ud83dx""#, #""\ud83d\ud83d""#, #""\udc4d""#,
  ])
  func whatItDoesNot(text: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser.document(text.utf8) }
    #expect(error?.kind == .syntax)
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3], [0xFF],
  ])
  func stringsAreUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONParser.document(bytes) }
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try JSONParser.document(nested(128).utf8) != .null)
    let error = #expect(throws: JSONError.self) { try JSONParser.document(nested(129).utf8) }
    #expect(error?.problem == "lists and objects are nested deeper than 128 levels")
    #expect(throws: JSONError.self) {
      try JSONParser.document(String(repeating: "{\"a\":[", count: 1_000_000).utf8)
    }
  }

  /// Threads of event loops and pools may have less than the system's 8 MiB.
  @Test func theDeepestDocumentNeedsLittleStack() async throws {
    let text = String(repeating: "{\"a\":[", count: 64) + "1" + String(repeating: "]}", count: 64)
    let isTheSame = await withCheckedContinuation { continuation in
      let thread = Thread {
        let document = try? JSONParser.document(text.utf8)
        let again = try? JSONParser.document(text.utf8)
        continuation.resume(returning: document?.text() == text && document.hashValue == again.hashValue)
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    #expect(isTheSame)
  }

  @Test(arguments: [
    ("{\"a\": 1\n \"b\": 2}", "\" stands where a comma or } should", 2),
    ("[1,\r\n\r\n nul]", "n stands where a value should", 3),
    ("[\n", "the text ends where a value should stand", 2),
    ("{\n\n1: 2}", "1 stands where a name in double quotes should", 3),
    ("\n\"a", "a string is not closed", 2),
    ("[\n\"a\n\"]", "a string holds a control character; write it as an escape, or close the string", 2),
    ("\n \u{0}", "byte 0 stands where a value should", 2),
  ])
  func errorsNameTheirLine(text: String, problem: String, line: Int) {
    let error = #expect(throws: JSONError.self) { try JSONParser.document(text.utf8) }
    #expect(error?.problem == problem)
    #expect(error?.line == line)
  }

  @Test func severalDocumentsOneAfterTheOther() throws {
    var parser = JSONParser(Array("{\"a\":1}\n{\"a\":2}[3] 4".utf8))
    var lines: [Int?] = []
    var count = 0
    while let document = try parser.next() {
      count += 1
      if case .object(let object) = document { lines.append(object.line) }
    }
    #expect(count == 4)
    #expect(lines == [1, 2])
  }

  /// Damaged at random, a document is refused or still one that is written and read back.
  @Test func damageNeverCrashes() throws {
    var generator = SplitMix(7)
    let original = Array(
      #"{"Members":[{"AccountId":"1","n":-1.5e+3,"\u00e9":[true,null,{}]}],"x":"\ud83d\udc4d"}"#.utf8)
    let spare = Array("{}[]\",:\\u0dDeE+-.tfn \n\u{0}".utf8) + [0x80, 0xFF]
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = spare.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { break }
      }
      guard let value = try? JSONParser.document(bytes) else { continue }
      #expect(try JSONParser.document(value.text().utf8).text() == value.text())
    }
  }
}

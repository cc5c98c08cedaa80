import TestFixtures
import Testing

@testable import MusterCLI

@Suite struct CSVReaderTests {
  @Test(
    arguments: [
      ("", []), ("\n", []), ("\r\n \t\r\n\n", []),
      ("a", [(1, ["a"])]), ("a\n", [(1, ["a"])]), ("a\r\n", [(1, ["a"])]), ("a\r", [(1, ["a"])]),
      ("a,b\r\nc,d", [(1, ["a", "b"]), (2, ["c", "d"])]),
      ("a,\n,b\n,\n", [(1, ["a", ""]), (2, ["", "b"]), (3, ["", ""])]),
      ("\n\na\n\nb\n", [(3, ["a"]), (5, ["b"])]),
      (" a , b ", [(1, [" a ", " b "])]),
      ("\"a\",\"b,\"\"c\"\"\"\n", [(1, ["a", "b,\"c\""])]),
      ("\"\",\"\"\r\n", [(1, ["", ""])]),
      ("\"a\r\nb\nc\",d\ne", [(1, ["a\r\nb\nc", "d"]), (4, ["e"])]),
      ("é👍,\u{0}", [(1, ["é👍", "\u{0}"])]),
    ] as [(String, [(Int, [String])])])
  func records(text: String, expected: [(Int, [String])]) throws {
    var reader = CSVReader(Array(text.utf8))
    for (line, fields) in expected {
      #expect(try reader.next() == CSVReader.Record(line: line, fields: fields))
    }
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  /// The faulty record begins on the line named, and the line after it is read as if nothing had been.
  @Test(arguments: [
    ("x\na\"b\nnext", 2, "a quote stands inside", "next"), ("\"a\"b\nnext", 1, "text follows", "next"),
    ("\"a\" ,b\nnext", 1, "text follows", "next"), ("\"a\n\nb\"c\nnext", 1, "text follows", "next"),
    ("a\rb\nnext", 1, "a carriage return stands alone", "next"),
    ("x\n\"a\nb\n", 2, "a quote is opened here and never closed", "b"), ("\"", 1, "never closed", nil),
    ("x\n\"a\nb\",\"c\nnext", 3, "a quote is opened here and never closed", "next"),
    ("\"a\"\"", 1, "never closed", nil),
  ])
  func faults(text: String, line: Int, problem: String, after: String?) throws {
    var reader = CSVReader(Array(text.utf8))
    if text.hasPrefix("x") { _ = try reader.next() }
    let fault = #expect(throws: CSVReader.Fault.self) { try reader.next() }
    #expect(fault?.line == line)
    #expect(fault?.problem.contains(problem) == true)
    #expect(try reader.next()?.fields == after.map { [$0] })
  }

  @Test func textIsUTF8() throws {
    var reader = CSVReader([0x61, 0x2C, 0xFF, 0x0A, 0x62])
    let fault = #expect(throws: CSVReader.Fault.self) { try reader.next() }
    #expect(fault == CSVReader.Fault(line: 1, problem: "the text is not UTF-8"))
    #expect(try reader.next()?.fields == ["b"])
  }

  /// Whatever the bytes, reading ends, and every record and fault stands after the one before.
  @Test func anyBytesAreReadToTheEnd() {
    var generator = SplitMix(11)
    let alphabet = Array("a1,\"\n\r \t".utf8) + [0xFF, 0]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<24, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      var reader = CSVReader(bytes)
      var last = 0
      for _ in 0...count {
        let line: Int
        do {
          guard let record = try reader.next() else { break }
          line = record.line
          #expect(!record.fields.isEmpty)
        } catch {
          line = error.line
        }
        #expect(line > last)
        last = line
      }
      #expect((try? reader.next()) == .some(.none))
    }
  }
}

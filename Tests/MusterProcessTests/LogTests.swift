import Foundation
import Glibc
import Logging
import MusterModel
import TestDescriptors
import TestSupport
import Testing

@testable import MusterProcess

@Suite struct LogTests {
  static func line(
    _ message: String, _ metadata: Logger.Metadata = [:], label: String = "musterd"
  ) -> LogLine {
    LogLine(
      time: Timestamp(milliseconds: 1_591_042_515_289), level: .info, program: "musterd", label: label,
      message: message, metadata: metadata
    )
  }

  @Test(arguments: [
    (line("ready"), "2020-06-01T20:15:15.289Z info ready"),
    (line("ready", label: "audit"), "2020-06-01T20:15:15.289Z info [audit] ready"),
    (line("m", ["b": "2", "a": "1"]), "2020-06-01T20:15:15.289Z info m a=1 b=2"),
    (line("m", ["a": "two words"]), "2020-06-01T20:15:15.289Z info m a=\"two words\""),
    (line("m", ["a": ""]), "2020-06-01T20:15:15.289Z info m a=\"\""),
    (
      line("m", ["a": "x\n2020 info forged b=\"1\""]),
      "2020-06-01T20:15:15.289Z info m a=\"x\\n2020 info forged b=\\\"1\\\"\""
    ),
    (line("m", ["a b=": "c=d"]), "2020-06-01T20:15:15.289Z info m \"a b=\"=\"c=d\""),
    (line("m\r\n\u{1B}[2J"), "2020-06-01T20:15:15.289Z info m\\r\\n\\u{1b}[2J"),
    (line("m", ["a": ["x", "y z", ["w"]]]), "2020-06-01T20:15:15.289Z info m a=[x,\"y z\",[w]]"),
    (line("m", ["a": "x,y", "b": "[x]"]), "2020-06-01T20:15:15.289Z info m a=\"x,y\" b=\"[x]\""),
  ])
  func textIsOneLineThatCannotBeForged(line: LogLine, text: String) {
    #expect(line.formatted(as: .text) == text)
  }

  @Test func jsonIsOneObject() throws {
    let hostile = "\u{0}\n\"\\\u{1F}\u{7F}\u{2028}\u{10FFFD}😀é"
    let line = Self.line(hostile, ["list": ["a", ["k": "v"]], "key\n": .stringConvertible(12)]).formatted(as: .json)
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["message"] as? String == hostile)
    #expect(object["time"] as? String == "2020-06-01T20:15:15.289Z")
    #expect(object["level"] as? String == "info")
    #expect(object["logger"] as? String == "musterd")
    let metadata = try #require(object["metadata"] as? [String: Any])
    #expect(metadata["key\n"] as? String == "12")
    let list = try #require(metadata["list"] as? [Any])
    #expect(list.first as? String == "a")
    #expect(list.last as? [String: String] == ["k": "v"])
  }

  /// Also before there is a thread to write them.
  @Test(arguments: [false, true])
  func linesAreWholeWhateverTheirLength(hasThread: Bool) async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("", to: "log")
    let file = try Descriptor.file(path, O_WRONLY | O_APPEND)
    let output = LogOutput(file.number)
    if hasThread { output.start() }
    let handler = LineLogHandler(
      label: "test", level: .debug, style: LogStyle(program: "musterd"), output: output,
      now: { Timestamp(milliseconds: 0) })
    let logger = Logger(label: "test") { _ in handler }
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for _ in 0..<50 { logger.info("m", metadata: ["text": "\(String(repeating: "\(writer)", count: 3000))"]) }
        }
      }
    }
    logger.trace("below the level")
    #expect(output.finish(within: .seconds(30)))
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 400)
    let expected = (0..<8).map {
      "1970-01-01T00:00:00.000Z info [test] m text=\(String(repeating: "\($0)", count: 3000))"
    }
    #expect(Set(lines.map(String.init)) == Set(expected))
  }

  @Test func knowsTheJournal() throws {
    let directory = try TemporaryDirectory()
    let file = try Descriptor.file(try directory.write("", to: "log"), O_WRONLY)
    var about = stat()
    #expect(unsafe fstat(file.number, &about) == 0)
    let name = "\(about.st_dev):\(about.st_ino)"
    #expect(JournalStream(["JOURNAL_STREAM": name], descriptor: file.number)?.prefix(for: .warning) == "<4>")
    #expect(JournalStream(["JOURNAL_STREAM": "1:1"], descriptor: file.number) == nil)
    #expect(JournalStream([:], descriptor: file.number) == nil)
  }
}

import Glibc
import MusterModel
import TestDescriptors
import Testing

@testable import MusterProcess

/// Lines on their way to a reader: a slow one, none, or one who comes back.
@Suite(.timeLimit(.minutes(1))) struct LogOutputTests {
  let time = Timestamp(milliseconds: 0)
  let pipe: Pipe

  init() throws {
    // A reader that is gone is an error of one write, as it is in the daemon.
    signal(SIGPIPE, SIG_IGN)
    pipe = try Pipe()
  }

  @Test func whoeverLogsWaitsForNoReader() throws {
    let filled = try pipe.fill()
    let output = LogOutput(pipe.writer)
    output.start()
    for number in 0..<1000 { output.write("line \(number)", at: time) }
    #expect(!output.finish(within: .milliseconds(20)))
    let expected = (0..<1000).map { "line \($0)\n" }.joined()
    #expect(try pipe.read(filled + expected.utf8.count).dropFirst(filled) == expected)
    #expect(output.finish(within: .seconds(30)))
  }

  @Test(arguments: [LogFormat.text, .json])
  func theReaderIsToldWhatIsMissing(format: LogFormat) throws {
    let filled = try pipe.fill()
    let room = LogQueue.Room(bytes: 1 << 20, lines: 20)
    let output = LogOutput(pipe.writer, LogQueue(room: room, reserve: LogQueue.Room(bytes: 1 << 20, lines: 10)))
    output.use(LogStyle(program: "musterd", format: format))
    output.start()
    for number in 0..<100 {
      output.write("\(number)", isAudit: number % 2 == 1, at: Timestamp(milliseconds: Int64(number)))
    }
    _ = try pipe.read(filled)
    #expect(output.finish(within: .seconds(30)))
    let lines = try pipe.readWaiting().split(separator: "\n")
    let numbers = lines.compactMap { Int($0) }
    #expect(numbers == numbers.sorted() && numbers.first == 0)
    // The first lines may have left the queue before it was full.
    let told = try #require(lines.first { $0.contains("log lines were lost") })
    let lost = Set(0..<100).subtracting(numbers)
    let (audit, other) = (lost.count { $0 % 2 == 1 }, lost.count { $0 % 2 == 0 })
    #expect(audit > 0 && audit < other)
    let since = Timestamp(milliseconds: Int64(lost.min() ?? -1))
    switch format {
    case .text: #expect(told.contains(" error ") && told.hasSuffix(" audit=\(audit) other=\(other) since=\(since)"))
    case .json:
      #expect(
        told.hasPrefix("{\"time\":\"")
          && told.hasSuffix("{\"audit\":\"\(audit)\",\"other\":\"\(other)\",\"since\":\"\(since)\"}}"))
    }
    #expect(lines.count == numbers.count + 1)
    // At its place: after what was logged before, and before what was logged after.
    let place = try #require(lines.firstIndex(of: told))
    #expect(numbers.prefix(place).allSatisfy { $0 < lost.min() ?? 0 })
    #expect(numbers.dropFirst(place).allSatisfy { $0 > lost.min() ?? 0 })
  }

  @Test func aLogThatTakesNothingHoldsNobodyUp() throws {
    let unwritable = try Descriptor.file("/dev/null", O_RDONLY)
    let full = try Descriptor.file("/dev/full", O_WRONLY)
    pipe.hangUp()
    for descriptor in [unwritable.number, full.number, pipe.writer] {
      let output = LogOutput(descriptor)
      output.write("without a thread", at: time)
      output.start()
      for number in 0..<100 { output.write("line \(number)", at: time) }
      #expect(output.finish(within: .seconds(30)))
    }
  }

  @Test func linesGoOutBeforeThereIsAThreadAndAfterTheEnd() throws {
    let output = LogOutput(pipe.writer)
    output.write("before", at: time)
    #expect(try pipe.readWaiting() == "before\n")
    output.start()
    output.write("meanwhile", at: time)
    #expect(output.finish(within: .seconds(30)))
    #expect(try pipe.readWaiting() == "meanwhile\n")
    for number in 0..<100 {
      output.write("after \(number)", at: time)
      #expect(try pipe.readWaiting() == "after \(number)\n")
    }
  }

  @Test func afterTheEndNobodyIsWaitedForTwice() throws {
    _ = try pipe.fill()
    let output = LogOutput(pipe.writer)
    output.start()
    output.write("line", at: time)
    #expect(!output.finish(within: .milliseconds(1)))
    // One wait a line would last longer than the suite may.
    for _ in 0..<10_000 { output.write("line", at: time) }
  }

  @Test func afterHalfALineComesAWholeOne() throws {
    let output = LogOutput(pipe.writer)
    output.start()
    output.write(String(repeating: "x", count: 1 << 20), at: time)
    _ = try pipe.read(1)
    // The reader is gone while it is written to; later there is another one.
    pipe.hangUp()
    #expect(output.finish(within: .seconds(30)))
    let other = try Pipe()
    #expect(dup2(other.writer, pipe.writer) == pipe.writer)
    output.write("whole", isAudit: true, at: time)
    let lines = try other.readWaiting().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines.first == "" && lines.dropFirst().first == "whole" && lines.last == "")
    #expect(lines.dropFirst(2).first?.hasSuffix(" audit=0 other=1 since=1970-01-01T00:00:00.000Z") == true)
  }
}

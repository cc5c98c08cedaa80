import Logging
import NIOCore
import Synchronization
import Testing

@testable import TTRPC

/// What a server may do to a client: a call of it fails, and the next one works.
@Suite(.timeLimit(.minutes(1)))
struct HostileServerTests {
  /// Answers the first call with some bytes, on the first connection, and every other as it should be.
  private func answering(_ bytes: ByteBuffer) async throws -> ScriptedServer {
    let isFirst = Mutex(true)
    return try await ScriptedServer { header, channel in
      let isFirst = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      if isFirst { channel.send(bytes) } else { channel.answer(header.streamID, "ok") }
    }
  }

  private func first(_ bytes: ByteBuffer, timeout: Duration = .seconds(10)) async throws -> CallFailure? {
    let server = try await answering(bytes)
    let client = server.client()
    let failure = await client.failure(of: "Say", timeout: timeout)
    #expect(try await client.echo("Say") == "ok")
    await client.close()
    await server.close()
    return failure
  }

  @Test("line 29: frames of every type but a response fail the call they name, and no other")
  func everyType() async throws {
    for type in [0, 1, 3, 4, 5, 0x7f, 0x80, 0xff] as [UInt8] {
      let failure = try await first(ByteBuffer(frame: FrameType(rawValue: type), 1, ByteBuffer(string: "x")))
      #expect(failure == .protocolViolation(reason: "a frame of type \(type) answers a unary call"))
    }
  }

  @Test("line 25: frames of no call of ours, of any type and length, are ignored")
  func framesOfNoCall() async throws {
    var bytes = ByteBuffer()
    for id in [0, 2, 3, 4, 99, .max - 1, .max] as [StreamID] {
      for type in [0, 1, 2, 3, 0xff] as [UInt8] {
        bytes.writeImmutableBuffer(ByteBuffer(frame: FrameType(rawValue: type), id))
        bytes.writeImmutableBuffer(ByteBuffer(frame: FrameType(rawValue: type), id, ByteBuffer(string: "bytes")))
      }
    }
    bytes.writeImmutableBuffer(
      ByteBuffer(frame: .response, 7, ByteBuffer(repeating: 0, count: Limits.frameBytes + 1)))
    bytes.writeImmutableBuffer(ByteBuffer(frame: .response, 1))
    #expect(try await first(bytes) == nil)
  }

  @Test(
    "line 11 and 33: answers that are none fail the call", arguments: ["0a ff 01", "12", "0a 05 08", "08 01", "0b"])
  func badEnvelopes(hex: String) async throws {
    let failure = try await first(ByteBuffer(frame: .response, 1, ByteBuffer(hex: hex)))
    #expect(failure == .protocolViolation(reason: "the answer is not a ttrpc.Response"))
  }

  @Test("line 36: a status is a status, whatever its code, and text that is not UTF-8 is repaired")
  func statuses() async throws {
    for code in [12, 5, 3] as [UInt8] {
      let envelope = ByteBuffer(bytes: [0x0a, 7, 0x08, code, 0x12, 3, 0x6e, 0xff, 0x6f])
      let failure = try await first(ByteBuffer(frame: .response, 1, envelope))
      #expect(failure == .status(Status(code: .init(rawValue: Int32(code)), message: "n\u{fffd}o")))
    }
  }

  @Test func anAnswerOfAMillionDetails() async throws {
    var status = ByteBuffer(hex: "08 05")
    for _ in 0..<1_000_000 { status.writeMultipleIntegers(UInt8(0x1a), UInt8(0)) }
    // A length of 2,000,002 as a varint.
    var envelope = ByteBuffer(hex: "0a 82 89 7a")
    envelope.writeImmutableBuffer(status)
    let failure = try await first(ByteBuffer(frame: .response, 1, envelope))
    #expect(failure == .protocolViolation(reason: "the answer takes more memory than a call may"))
  }

  @Test func halfAnAnswerEndsAtTheDeadline() async throws {
    let server = try await answering(ByteBuffer(hex: "00 00 00 14 00 00 00 01 02 00 12"))
    let client = server.client()
    #expect(await client.failure(of: "Say", timeout: .milliseconds(50)) == .deadlineExceeded)
    await client.close()
    await server.close()
  }

  @Test("line 10: bytes that come before anything was asked for end the connection")
  func speaksFirst() async throws {
    let server = try await ScriptedServer(greeting: ByteBuffer(string: "SSH-2.0-OpenSSH_9.2\r\n")) { _, _ in }
    let client = server.client()
    let failure = await client.failure(of: "Say")
    let reason = "the first byte of a frame from \(server.path) is 83, not 0: this is not ttrpc"
    // Whether the call was written by then is up to the kernel.
    #expect(
      failure == .connectionLost(reason: reason, written: true)
        || failure == .connectionLost(reason: reason, written: false))
    await client.close()
    await server.close()
  }

  @Test("line 3: a server that closes at once is logged at debug level, and no higher")
  func closesAtOnce() async throws {
    let highest = Mutex(Logger.Level.trace)
    let server = try await ScriptedServer { _, channel in channel.close(promise: nil) }
    var logger = Logger(label: "test") { _ in HighestLevel { level in highest.withLock { $0 = max($0, level) } } }
    logger.logLevel = .trace
    let client = Client(socket: server.path, logger: logger)
    #expect(
      await client.failure(of: "Say")
        == .connectionLost(reason: "the server at \(server.path) closed the connection", written: true))
    #expect(highest.withLock(\.self) == .debug)
    await client.close()
    await server.close()
  }
}

/// Tells the level of every line.
private struct HighestLevel: LogHandler {
  let tell: @Sendable (Logger.Level) -> Void
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  init(_ tell: @escaping @Sendable (Logger.Level) -> Void) {
    self.tell = tell
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { tell(event.level) }
}

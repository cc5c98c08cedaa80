import Foundation
import MusterModel
import NIOCore
import TTRPC
import TestSupport
import Testing

/// `WatchMembers` as its bytes are, from a daemon as a process.
@Suite("A watch on the wire", .timeLimit(.minutes(1))) struct WatchTests {
  private let directory: TemporaryDirectory
  private let daemon: RunningDaemon
  private let client: Client

  init() async throws {
    directory = try TemporaryDirectory()
    daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    client = Client(socket: daemon.socket)
  }

  private func call(_ method: String, _ message: Message, as account: String) async throws {
    _ = try await client.call(
      service: "muster.v1.SecurityHub", method: method, payload: ByteBuffer(bytes: message.encoded),
      metadata: .acting(account))
  }

  /// As a stock client of Go's opens it: without any metadata.
  private func watch(_ message: Message, _ metadata: Metadata = [:]) throws -> ClientStream.Responses.Iterator {
    try client.stream(
      .serverStreaming, service: "muster.v1.SecurityHub", method: "WatchMembers",
      payload: ByteBuffer(bytes: message.encoded), metadata: metadata
    ).responses.makeAsyncIterator()
  }

  private func next(_ responses: inout ClientStream.Responses.Iterator) async throws -> ReadMessage {
    let message = try #require(try await responses.next())
    return try #require(ReadMessage(message.readableBytesView))
  }

  private static let account = "111111111111"
  private static let named = Message().text(1, account).text(2, "us-east-1")

  @Test func tellsAStockClientTheRosterAndItsChanges() async throws {
    try await call("EnableSecurityHub", Message(), as: Self.account)
    let ids = (0..<300).map { "2\($0 + 10_000_000_000)" }
    for start in stride(from: 0, to: 300, by: 50) {
      try await call("CreateMembers", .details(Array(ids[start..<start + 50])), as: Self.account)
    }
    var responses = try watch(Self.named)
    var listed: [String] = []
    var revisions: [UInt64] = []
    while true {
      let message = try await next(&responses)
      revisions.append(message.varints.last { $0.number == 3 }?.value ?? 0)
      let changes = message.messages(1)
      #expect(changes.count <= 256)
      listed += changes.flatMap { $0.messages(1) }.map { $0.text(1) }
      guard message.varints.contains(where: { $0.number == 2 && $0.value == 1 }) else { continue }
      #expect(changes.isEmpty)
      break
    }
    #expect(listed == ids)
    // The roster is of one moment.
    #expect(revisions.count == 3 && Set(revisions).count == 1 && revisions[0] > 0)

    try await call("InviteMembers", Message().text(1, ids[7]), as: Self.account)
    let invited = try await next(&responses)
    #expect(invited.messages(1).flatMap { $0.messages(1) }.map { $0.text(1) } == [ids[7]])
    #expect(invited.messages(1)[0].messages(1)[0].varints.contains { $0.number == 4 && $0.value == 2 })
    #expect(invited.varints.contains { $0.number == 3 && $0.value > revisions[0] })
    try await call("DeleteMembers", Message().text(1, ids[8]), as: Self.account)
    #expect(try await next(&responses).messages(1).map { $0.text(2) } == [ids[8]])

    // Told to stop, the daemon waits for no watch, be it one that nobody reads.
    let unread = try watch(Self.named)
    for _ in 0..<40 {
      try await call("DeleteMembers", Message().texts(1, Array(ids[50..<100])), as: Self.account)
      let details = ids[50..<100].map { Message().text(1, $0).text(2, String(repeating: "x", count: 1000)) }
      try await call("CreateMembers", details.reduce(Message()) { $0.message(1, $1) }, as: Self.account)
      for _ in 0..<2 { _ = try await next(&responses) }
    }
    let clock = ContinuousClock()
    let begun = clock.now
    daemon.process.kill(SIGTERM)
    let error = await #expect(throws: CallFailure.self) { while try await responses.next() != nil {} }
    guard case .status(let status) = error else {
      Issue.record("it ended with \(String(describing: error))")
      return
    }
    #expect(status.code == .unavailable && status.message.contains("is shutting down"))
    #expect(await daemon.process.exit() == .code(0))
    #expect(clock.now - begun < .seconds(8))
    _ = unread
    await client.close()
    // One line at most for each watch: none, as for every read that was answered.
    #expect(!daemon.process.output.contains("WatchMembers"))
  }

  @Test func metadataMayNameTheSame() async throws {
    try await call("EnableSecurityHub", Message(), as: Self.account)
    for metadata in [Metadata.acting(Self.account), .acting(Self.account, in: "us-east-1"), [:]] {
      for message in [Self.named, Message().text(1, Self.account)] {
        var responses = try watch(message, metadata)
        #expect(try await next(&responses).varints.contains { $0.number == 2 && $0.value == 1 })
      }
    }
    _ = await daemon.stop()
  }

  /// Many wait for changes of rosters that do not change.
  @Test func idleWatchesCostLittle() async throws {
    let accounts = (0..<16).map { "1\($0 + 10_000_000_000)" }
    for account in accounts { try await call("EnableSecurityHub", Message(), as: account) }
    var watches: [ClientStream.Responses.Iterator] = []
    // What the first ones cost is what any would.
    for account in accounts { watches.append(try await current(account)) }
    let before = try residentBytes()
    for _ in 0..<60 {
      for account in accounts { watches.append(try await current(account)) }
    }
    let each = (try residentBytes() - before) / 960
    print("an idle watch costs \(each) bytes")
    #expect(each < 16 << 10)
    // They are watched: a change of the last one's roster is told to all who watch it.
    try await call("CreateMembers", .details(["222222222222"]), as: accounts[15])
    for index in stride(from: 15, to: watches.count, by: 16) {
      #expect(try await next(&watches[index]).messages(1).count == 1)
    }
    _ = await daemon.stop()
  }

  private func current(_ account: String) async throws -> ClientStream.Responses.Iterator {
    var responses = try watch(Message().text(1, account))
    #expect(try await next(&responses).varints.contains { $0.number == 2 && $0.value == 1 })
    return responses
  }

  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/\(daemon.process.id)/statm", encoding: .utf8)
    return try #require(Int(text.split(separator: " ")[1])) * Int(getpagesize())
  }
}

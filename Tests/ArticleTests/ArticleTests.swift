import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import TTRPC
import TTRPCLifecycle
import TestSupport
import Testing

/// The article that builds a service, built.
@Suite(.timeLimit(.minutes(1)))
struct ArticleTests {
  private let tests = URL(filePath: #filePath).deletingLastPathComponent()

  @Test("every line of Swift in the article is a line of these files")
  func saysWhatIsBuilt() throws {
    let article = tests.appending(path: "../../Sources/TTRPC/TTRPC.docc/ServiceInTenMinutes.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let blocks = text.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    let sources = try ["Notes", "NotesServer", "NotesClient"].map { name in
      try String(contentsOf: tests.appending(path: "\(name).swift"), encoding: .utf8)
    }
    #expect(blocks.count >= 4)
    for block in blocks {
      #expect(sources.contains { $0.contains(block) }, "the article says what is not built:\n\(block)")
    }
    for source in sources {
      let shown = blocks.filter { source.contains($0) }.joined().count
      #expect(shown * 10 > source.count * 8, "the article leaves out most of a file")
    }
  }

  @Test("the service of the article keeps notes until its group shuts down")
  func keepsNotes() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("notes")
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, interceptors: [Timing()], logger: quiet)
    Notes().register(on: server)
    let group = ServiceGroup(services: [ServerService(server, path: path)], logger: quiet)
    let serving = Task { try await group.run() }
    await eventually { FileManager.default.fileExists(atPath: path) }
    #expect(try await keepNotes(at: path) == ["tea=green"])
    await group.triggerGracefulShutdown()
    try await serving.value
    await #expect(throws: CallFailure.self) { try await keepNotes(at: path) }
  }

  @Test("a group that is cancelled stops the service, and a path that cannot be served fails it")
  func endsOtherwise() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("notes")
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: quiet)
    Notes().register(on: server)
    let group = ServiceGroup(services: [ServerService(server, path: path)], logger: quiet)
    let serving = Task { try await group.run() }
    await eventually { FileManager.default.fileExists(atPath: path) }
    let second = ServerService(Server(group: .singletonMultiThreadedEventLoopGroup, logger: quiet), path: path)
    await #expect(throws: SocketFailure.self) { try await second.run() }
    #expect(try await keepNotes(at: path) == ["tea=green"])
    serving.cancel()
    _ = await serving.result
    await #expect(throws: CallFailure.self) { try await keepNotes(at: path) }
  }

  private var quiet: Logger { Logger(label: "article") { _ in SwiftLogNoOpLogHandler() } }
}

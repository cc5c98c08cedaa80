import Glibc
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import TTRPC

/// A server that is told to end while clients come.
@Suite(.timeLimit(.minutes(1)))
struct ShutdownTests {
  @Test("line 66: a shutdown while connections are being accepted leaves none open")
  func leavesNoneOpen() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    for _ in 0..<30 {
      let directory = try TemporaryDirectory()
      let server = Server(group: group, logger: LiveServer.quiet)
      server.register(service: "v1.Echo", method: "Now", EchoNow())
      try await server.serve(path: directory.file("s"))
      let crowd = Task.detached {
        // Until nobody listens any more, or as many came as the backlog holds.
        var descriptors: [CInt] = []
        while descriptors.count < 400, let descriptor = try? UnixSocket.connect(to: directory.file("s")) {
          descriptors.append(descriptor)
        }
        return descriptors
      }
      await Task.yield()
      await server.shutdown(within: .zero)
      // Now, not soon: those on their way to their event loops count as well.
      #expect(server.statistics.connections == 0)
      let descriptors = await crowd.value
      // Not at once: while another test starts a program, its process holds our descriptors until that runs.
      await eventually { descriptors.allSatisfy { isClosed($0) } }
      for descriptor in descriptors { close(descriptor) }
    }
    try await group.shutdownGracefully()
  }

  /// Whether the other end has closed.
  private func isClosed(_ descriptor: CInt) -> Bool {
    var byte: UInt8 = 0
    let count = unsafe recv(descriptor, &byte, 1, CInt(MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno == ECONNRESET)
  }

  @Test func aSocketHandedToAStoppedServerIsClosed() async throws {
    let directory = try TemporaryDirectory()
    let server = Server(group: .singletonMultiThreadedEventLoopGroup, logger: LiveServer.quiet)
    await server.shutdown(within: .zero)
    let path = directory.file("s")
    await #expect(throws: ServerStopped.self) { try await server.serve(path: path) }
    // Nobody listens: a client is told at once, and does not wait in a queue that nobody empties.
    #expect(throws: SocketFailure(operation: "connect to", path: path, errno: ECONNREFUSED)) {
      close(try UnixSocket.connect(to: path))
    }
  }
}

import Foundation
import NIOCore
import TTRPC
import TestSupport
import Testing

/// The program of `Tests/Interop/peer`, which has containerd's ttrpc 1.1.1 in it. `Tests/Interop/run.sh` builds it.
final class GoPeer: Sendable {
  /// Where it is. Without it there is nothing to be tested; `make interop` sees to it that there is.
  static let path = ProcessInfo.processInfo.environment["MUSTER_GO_PEER"]
  /// Said of each suite that is skipped. Under `make interop`, which fails then, none is.
  static let whereItRuns: Comment = "runs with a peer of Go's, by `make interop`"

  private let process: ChildProcess

  init(_ arguments: [String], output: String) throws {
    process = try ChildProcess(try #require(Self.path), arguments, output: output)
  }

  var output: String { process.output }

  func signal(_ signal: Int32) { process.kill(signal) }

  /// Waits for its end, at which it has to be content with every answer.
  func expectContentment(sourceLocation: SourceLocation = #_sourceLocation) async {
    let exit = await process.exit(within: 50)
    let isContent = exit == .code(0) && output.contains("peer: done")
    #expect(isContent, "\(exit): \(output)", sourceLocation: sourceLocation)
  }

  func exit() async -> ChildProcess.Exit { await process.exit() }
}

/// Go's server of `v1.Echo`, which can be ended and started anew.
final class GoServer {
  let directory: TTRPCTests.TemporaryDirectory
  private(set) var peer: GoPeer
  var path: String { directory.file("s") }

  init() async throws {
    directory = try TTRPCTests.TemporaryDirectory()
    peer = try GoPeer(["serve", directory.file("s")], output: directory.file("log"))
    await answers()
  }

  private func answers() async {
    let client = client()
    await eventually { (try? await client.echo("Say")) != nil }
    await client.close()
  }

  func client(_ configuration: Client.Configuration = .defaults) -> Client {
    Client(socket: path, configuration: configuration)
  }

  /// Ends it at once.
  func crash() async {
    peer.signal(SIGKILL)
    #expect(await peer.exit() == .signal(SIGKILL), "\(peer.output)")
  }

  /// Asks it to end, which it does when it has no work left.
  func stop() async {
    peer.signal(SIGTERM)
    #expect(await peer.exit() == .code(0), "\(peer.output)")
  }

  func restart() async throws {
    peer = try GoPeer(["serve", path], output: directory.file("log"))
    await answers()
  }
}

import Foundation
import NIOCore
import TestSupport
import Testing

@testable import TTRPC

/// Ourselves against containerd's ttrpc 1.1.1, both ways. Run by `Tests/Interop/run.sh`, which builds the peer.
@Suite(.timeLimit(.minutes(1)), .enabled(if: GoPeer.path != nil))
struct GoPeerTests {
  @Test("line 43: Go's client is content with our server")
  func serves() async throws {
    let live = try await LiveServer()
    let peer = try GoPeer("echo-client", live.path)
    let output = await peer.output()
    #expect(await peer.exitCode() == 0, "\(output)")
    #expect(output.contains("ok    concurrent calls answered: 1000"))
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("line 43: Go's server answers our client")
  func calls() async throws {
    let directory = try TemporaryDirectory()
    let peer = try GoPeer("echo-server", directory.file("s"))
    let client = Client(socket: directory.file("s"))
    await eventually { await client.failure(of: "Say") == nil }
    for count in [0, 1, 1 << 20, Limits.frameBytes - 19] {
      let payload = ByteBuffer(repeating: 7, count: count)
      let answer = try await client.call(service: "v1.Echo", method: "Say", payload: payload)
      #expect(answer == payload)
    }
    let refusal = await client.failure(of: "Fail")
    #expect(refusal == .status(Status(code: .failedPrecondition, message: "asked to fail")))
    let unknown = await client.failure(of: "Nope")
    #expect(unknown == .status(Status(code: .unimplemented, message: "method Nope")))
    let values = try await client.echo("Metadata", metadata: ["ns": "k8s.io", "x": "y", "ns": "moby"])
    #expect(values == "k8s.io,moby")
    // The server learns the deadline too, and either of us may be first to say so.
    let late = await client.failure(of: "Sleep", timeout: .milliseconds(50))
    #expect(late == .deadlineExceeded || late == .status(.deadlineExceeded))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1000 { group.addTask { try await client.echo("Say", "\(number)") == "\(number)" } }
      for try await isRight in group { #expect(isRight) }
    }
    await client.close()
    await peer.stop()
  }
}

/// The Go program as a process.
private final class GoPeer: Sendable {
  static let path = ProcessInfo.processInfo.environment["MUSTER_GO_PEER"]

  private let process = Process()
  private let pipe = Pipe()

  init(_ mode: String, _ socket: String) throws {
    process.executableURL = URL(fileURLWithPath: try #require(Self.path))
    process.arguments = [mode, socket]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
  }

  /// Everything it prints until it ends.
  func output() async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [pipe] in
        let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  func exitCode() async -> Int32 {
    await eventually { !process.isRunning }
    return process.terminationStatus
  }

  func stop() async {
    process.terminate()
    _ = await exitCode()
  }
}

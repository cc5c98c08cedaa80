import Glibc
import TestSupport
import Testing

@testable import TTRPC

@Suite(.timeLimit(.minutes(1)))
struct OpenSocketsTests {
  @Test("a list of many pages is read to its end")
  func countsThemAll() async throws {
    let live = try await LiveServer()
    var peers: [RawPeer] = []
    for _ in 0..<256 { peers.append(try await RawPeer(live.path)) }
    await eventually { openSockets(at: live.path) == 257 }
    peers = []
    await eventually { openSockets(at: live.path) == 1 }
    await live.server.shutdown(within: .seconds(5))
  }

  @Test("programs that a server starts inherit none of its connections")
  func keepsItsSocketsToItself() async throws {
    let live = try await LiveServer()
    let peer = try await RawPeer(live.path)
    #expect(await peer.call(1) == .response)
    let accepted = (CInt(3)..<4096).filter { address(of: $0) == live.path }
    // The listener, and the one that was accepted.
    #expect(accepted.count == 2)
    for descriptor in accepted { #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0) }
    await live.server.shutdown(within: .seconds(5))
  }

  /// The path a socket of this process is bound to.
  private func address(of descriptor: CInt) -> String? {
    var address = sockaddr_un()
    var length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    guard result == 0, address.sun_family == AF_UNIX else { return nil }
    return unsafe withUnsafePointer(to: address.sun_path) { path in
      unsafe path.withMemoryRebound(to: CChar.self, capacity: 108) { unsafe String(cString: $0) }
    }
  }
}

import Glibc
import MusterClient
import MusterModel
import TestSupport
import Testing

/// Calls whose connection is lost after they were written.
@Suite(.timeLimit(.minutes(1))) struct LostConnectionTests {
  private let account = "111111111111"

  /// Loses a call of a client, and then has a daemon where it was lost. Returns what became of the call.
  private func losing<Output: Sendable>(
    _ call: @escaping @Sendable (MusterClient) async throws -> Output
  ) async throws -> Result<Output, any Error> {
    let before = try await Daemon()
    let setUp = try await MusterClient(socket: before.socket, account: account)
    try await setUp.enableSecurityHub()
    await setUp.close()
    await before.stop()

    let impostor = try Impostor(at: before.socket)
    async let connecting = MusterClient(socket: before.socket, account: account)
    await impostor.accept()
    await impostor.receive()
    // What a daemon answers the health check that a client connects with.
    impostor.send([0, 0, 0, 2, 0, 0, 0, 1, 2, 0, 0x0a, 0])
    let muster = try await connecting
    let lost = Task { try await call(muster) }
    await impostor.receive()
    impostor.stopListening()
    let after = try await Daemon(after: before)
    impostor.hangUp()
    let result = await lost.result
    await muster.close()
    await after.remove()
    return result
  }

  @Test func aReadIsSentAgain() async throws {
    let hub = try await losing { try await $0.describeHub() }.get()
    #expect(hub.hubARN == "arn:aws:securityhub:us-east-1:\(account):hub/default")
  }

  @Test func aWriteIsNot() async throws {
    let result = try await losing { try await $0.createMembers([AccountDetails(accountID: "222222222222")]) }
    #expect {
      _ = try result.get()
    } throws: { error in
      (error as? MusterClientError)?.kind == .connectionLost(mayHaveBeenApplied: true)
    }
  }
}

/// Listens in the place of a daemon.
private final class Impostor {
  private let listener: CInt
  private var connection: CInt = -1

  init(at path: String) throws {
    unsafe unlink(path)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
    let listener = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let isBound = unsafe withUnsafePointer(to: &address) { address in
      // sockaddr_un begins as every sockaddr does; that is how the kernel takes it.
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    try #require(isBound && listen(listener, 16) == 0)
    self.listener = listener
  }

  func accept() async {
    await eventually {
      connection = Glibc.accept(listener, nil, nil)
      return connection >= 0
    }
  }

  /// Takes what comes next, which is one call.
  func receive() async {
    var bytes = [UInt8](repeating: 0, count: 4096)
    await eventually { unsafe recv(connection, &bytes, bytes.count, CInt(MSG_DONTWAIT)) > 0 }
  }

  func send(_ bytes: [UInt8]) {
    _ = unsafe Glibc.send(connection, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  func stopListening() { end(listener) }
  func hangUp() { end(connection) }

  /// Also for a program that another test starts at this moment, which has copies until it runs.
  private func end(_ socket: CInt) {
    shutdown(socket, CInt(SHUT_RDWR))
    close(socket)
  }
}

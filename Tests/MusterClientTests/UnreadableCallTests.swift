import MusterClient
import NIOCore
import TTRPC
import Testing

/// Calls of which nobody can tell who makes them, or what they say.
@Suite struct UnreadableCallTests {
  @Test(
    arguments: [
      ("muster.v1.SecurityHub", "CreateMembers", ByteBuffer(), [:], "InvalidInputException"),
      ("muster.v1.SecurityHub", "GetMembers", ByteBuffer(), ["muster-account": "1"], "InvalidInputException"),
      (
        "muster.v1.SecurityHub", "ListMembers", ByteBuffer(bytes: [0xFF]), ["muster-account": "111111111111"],
        "InternalException"
      ),
      ("muster.v1.Access", "CheckAccess", ByteBuffer(), ["muster-region": "EU"], "InvalidInputException"),
    ] as [(String, String, ByteBuffer, Metadata, String)])
  func areCountedLikeAllOthers(
    service: String, method: String, payload: ByteBuffer, metadata: Metadata, code: String
  ) async throws {
    let daemon = try await Daemon()
    let client = Client(socket: daemon.socket)
    await #expect(throws: CallFailure.self) {
      try await client.call(service: service, method: method, payload: payload, metadata: metadata)
    }
    let status = try await MusterClient.daemonStatus(socket: daemon.socket)
    #expect(status.calls == [CallCount(method: method, code: code, count: 1)])
    await client.close()
    await daemon.remove()
  }
}

import Glibc
import NIOCore
import Testing

@testable import TTRPC

@Suite(.timeLimit(.minutes(1)))
struct EndToEndTests {
  @Test(arguments: ["Say", "Now"])
  func roundTripOfEverySize(method: String) async throws {
    let live = try await LiveServer()
    let client = live.client()
    for count in [0, 1, 300, 1 << 20] {
      let payload = ByteBuffer(repeating: 7, count: count)
      #expect(try await client.call(service: "v1.Echo", method: method, payload: payload) == payload)
    }
    await client.close()
    await live.server.shutdown(within: .seconds(5))
  }

  @Test(arguments: ["Say", "Now"])
  func aThousandCallsAtOnce(method: String) async throws {
    let live = try await LiveServer()
    let client = live.client()
    let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1000 {
        group.addTask { try await client.echo(method, "\(number)") == "\(number)" }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(answers == 1000)
    await client.close()
    await live.server.shutdown(within: .seconds(5))
  }
}

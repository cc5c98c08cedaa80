import NIOCore
import TTRPC

func keepNotes(at path: String) async throws -> [String] {
  let client = Client(socket: path)
  let watch = try client.stream(.serverStreaming, service: "v1.Notes", method: "Watch")
  var changes = watch.responses.makeAsyncIterator()

  _ = try await client.call(
    service: "v1.Notes", method: "Put", payload: ByteBuffer(string: "tea=green"), timeout: .seconds(2))
  let text = try await client.call(
    service: "v1.Notes", method: "Get", payload: ByteBuffer(string: "tea"), timeout: .seconds(2), idempotent: true)
  print("tea:", String(buffer: text))

  do throws(CallFailure) {
    _ = try await client.call(service: "v1.Notes", method: "Get", payload: ByteBuffer(string: "milk"))
  } catch {
    guard case .status(let status) = error, status.code == .notFound else { throw error }
    print(status.message)
  }
  let change = try await changes.next()
  await client.close()
  return change.map { [String(buffer: $0)] } ?? []
}

import NIOCore

@testable import TTRPC

/// The calls that the recorded clients made, made by ours. What they come to, in words.
struct RecordedCalls {
  let client: Client
  private(set) var outcomes: [String] = []

  init(client: Client) {
    self.client = client
  }

  /// Makes a unary call.
  mutating func call(
    _ method: String, _ text: String = "", service: String = "v1.Echo", metadata: Metadata = [:]
  ) async {
    do throws(CallFailure) {
      let answer = try await client.call(
        service: service, method: method, payload: ByteBuffer(string: text), metadata: metadata)
      outcomes.append("\"\(String(buffer: answer))\"")
    } catch {
      outcomes.append("\(error)")
    }
  }

  /// Why a unary call fails. Nil when it does not.
  func refusal(of method: String, _ text: String) async -> CallFailure? {
    do throws(CallFailure) {
      _ = try await client.echo(method, text, timeout: nil)
      return nil
    } catch {
      return error
    }
  }

  /// Calls a method that answers with a stream, and reads it to its end.
  mutating func list(_ method: String, _ text: String) async throws {
    let stream = try client.stream(
      .serverStreaming, service: "v1.Echo", method: method, payload: ByteBuffer(string: text))
    while await next(of: stream) {}
  }

  /// Sends all messages, and waits for the answer. A full stop ends the input.
  mutating func join(_ messages: [String]) async throws {
    let stream = try client.stream(.clientStreaming, service: "v1.Echo", method: "Join")
    for message in messages { try await send(message, on: stream) }
    do throws(CallFailure) {
      outcomes.append("\"\(String(buffer: try await stream.response()))\"")
    } catch {
      outcomes.append("\(error)")
    }
  }

  /// Waits for an answer to each message. A full stop ends the input.
  mutating func chat(_ messages: [String]) async throws {
    let stream = try open("Chat")
    for message in messages {
      try await send(message, on: stream)
      _ = await next(of: stream)
    }
  }

  func open(_ method: String) throws -> ClientStream {
    try client.stream(.bidirectional, service: "v1.Echo", method: method)
  }

  func send(_ message: String, on stream: ClientStream) async throws {
    if message == "." { stream.finishSending() } else { try await stream.send(ByteBuffer(string: message)) }
  }

  /// Whether there was a message.
  mutating func next(of stream: ClientStream) async -> Bool {
    var responses = stream.responses.makeAsyncIterator()
    do throws(CallFailure) {
      guard let message = try await responses.next() else {
        outcomes.append("end")
        return false
      }
      outcomes.append("\"\(String(buffer: message))\"")
      return true
    } catch {
      outcomes.append("\(error)")
      return false
    }
  }
}

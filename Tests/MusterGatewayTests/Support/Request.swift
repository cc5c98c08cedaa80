import MusterJSON
import Testing

@testable import MusterGateway

/// A request as a client writes it.
struct Request: Sendable {
  var method: String
  var target: String
  var body: String

  /// `line`: `POST /members`.
  init(_ line: String, _ body: String = "") {
    let parts = line.split(separator: " ", maxSplits: 1)
    method = String(parts[0])
    target = String(parts[1])
    self.body = body
  }

  private static let router = Router()

  var destination: Destination {
    Self.router.route(method: method, path: RequestHead(method: method, target: target).path)
  }

  /// The route of a request that is some operation's.
  func route() throws -> (Route, label: String?) {
    guard case .operation(let route, let label) = destination else {
      throw Misrouted(request: self, destination: destination)
    }
    return (route, label)
  }

  struct Misrouted: Error {
    let request: Request
    let destination: Destination
  }

  /// All the way through.
  func answer(by calls: RecordingCalls) async throws -> JSONValue {
    let (route, label) = try route()
    let head = RequestHead(method: method, target: target)
    let document = try route.document(label: label, query: head.query, body: Array(body.utf8))
    return try await route.perform(document: document, with: calls, for: .sample, requestID: "r")
  }

  /// Why the request is refused, which must be before anybody is asked.
  func refusal(at location: SourceLocation = #_sourceLocation) async -> AWSError? {
    let calls = RecordingCalls()
    let error = await #expect(throws: AWSError.self, sourceLocation: location) { _ = try await answer(by: calls) }
    #expect(calls.records.isEmpty, "the daemon was asked", sourceLocation: location)
    return error
  }
}

extension Request: CustomTestStringConvertible {
  var testDescription: String { "\(method) \(target) \(body)" }
}

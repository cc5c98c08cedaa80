internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The gateway as Hummingbird asks it.
struct GatewayResponder<Daemon: ReachableDaemon>: HTTPResponder {
  typealias Context = PeerContext

  let gateway: Gateway<Daemon>
  /// Of bodies as they come, and of what large ones become.
  let bodies: BodyBudget
  let documents: BodyBudget

  /// On the connection's event loop, but for what takes so long to hash and to read that the loop's other connections
  /// would wait for it.
  func respond(to request: Request, context: Context) async throws -> Response {
    await withTaskExecutorPreference(request.head.mayHaveLongBody ? globalConcurrentExecutor : nil) {
      await answer(request, context)
    }
  }

  private func answer(_ request: Request, _ context: Context) async -> Response {
    // Held until there is an answer.
    let (share, document) = (bodies.share(), documents.share())
    var isWhole = false
    let answer = await gateway.answer(RequestHead(request.head), from: context.peer) { () async throws(AWSError) in
      let body = try await Self.body(of: request, share)
      isWhole = true
      let size = body.readableBytes
      guard size <= Limits.smallBodyBytes || document.grow(by: size * Limits.documentBytesPerByte) else {
        throw .bodiesTooLarge
      }
      return body
    }
    let response = Response(answer, closing: !isWhole && request.head.mayHaveBody)
    return request.method == .head ? response.createHeadResponse() : response
  }

  private static func body(of request: Request, _ share: BodyBudget.Share) async throws(AWSError) -> ByteBuffer {
    guard request.head.announcedBody <= Limits.bodyBytes else { throw .bodyTooLarge }
    var body = ByteBuffer()
    do {
      for try await var chunk in request.body {
        guard body.readableBytes + chunk.readableBytes <= Limits.bodyBytes else { throw AWSError.bodyTooLarge }
        guard share.grow(by: chunk.readableBytes) else { throw AWSError.bodiesTooLarge }
        body.writeBuffer(&chunk)
      }
    } catch let error as AWSError {
      throw error
    } catch {
      throw AWSError(.serialization, "The body did not come whole: \(error); send it again.")
    }
    return body
  }
}

extension AWSError {
  fileprivate static var bodyTooLarge: AWSError {
    AWSError(.requestEntityTooLarge, "The body has more than \(Limits.bodyBytes) bytes; send less in one request.")
  }

  fileprivate static var bodiesTooLarge: AWSError {
    AWSError(.serviceUnavailable, "The gateway holds as many request bodies as it has memory for; try again.")
  }
}

extension RequestHead {
  /// As HTTP's own types have it. They keep Host apart, which every signature is over.
  fileprivate init(_ head: HTTPRequest) {
    var headers = Headers(
      head.headerFields.map { Headers.Field(name: $0.name.canonicalName, value: $0.value) })
    if let host = head.authority { headers.fields.append(Headers.Field(name: "host", value: host)) }
    self.init(method: head.method.rawValue, target: head.path ?? "", headers: headers)
  }
}

extension HTTPRequest {
  /// What Content-Length says.
  fileprivate var announcedBody: Int { headerFields[.contentLength].flatMap { Int($0) } ?? 0 }

  fileprivate var mayHaveBody: Bool { announcedBody > 0 || isChunked }

  fileprivate var mayHaveLongBody: Bool { announcedBody > Limits.smallBodyBytes || isChunked }

  private var isChunked: Bool { headerFields[.transferEncoding] != nil }
}

extension Answer {
  var response: Response { Response(self) }
}

extension Response {
  /// `closing` tells the client not to send another request on this connection.
  init(_ answer: Answer, closing: Bool = false) {
    var fields = HTTPFields()
    for field in answer.fields {
      // All are names of ours.
      guard let name = HTTPField.Name(field.name) else { continue }
      fields[name] = field.value
    }
    if closing { fields[.connection] = "close" }
    self.init(
      status: .init(code: answer.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

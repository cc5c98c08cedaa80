internal import Logging
internal import MusterModel
internal import MusterProcess
internal import NIOCore

/// All that becomes of a request, but for its way in and out.
struct Gateway<Daemon: ReachableDaemon>: Sendable {
  /// Reads the body. Called once at most, and not for those whom nobody knows.
  typealias Body = () async throws(AWSError) -> ByteBuffer

  let signatures: SignatureSource
  let daemon: Daemon
  let logger: Logger
  private let router = Router()

  init(signatures: SignatureSource, daemon: Daemon, logger: Logger) {
    self.signatures = signatures
    self.daemon = daemon
    self.logger = logger
  }

  func answer(_ head: RequestHead, body: Body) async -> Answer {
    let begun = ContinuousClock.now
    var generator = SystemRandomNumberGenerator()
    var exchange = Exchange(head, requestID: RequestID.random(using: &generator))
    let answer = await answer(&exchange, body)
    exchange.log(answer, after: ContinuousClock.now - begun, to: logger)
    return answer
  }

  private func answer(_ exchange: inout Exchange, _ body: Body) async -> Answer {
    let id = exchange.requestID
    let destination = router.route(method: exchange.head.method, path: exchange.head.path)
    do throws(AWSError) {
      switch destination {
      case .health(let question): return await answer(question, id)
      case .sts:
        exchange.operation = "GetCallerIdentity"
        let (caller, body) = try await authenticate(&exchange, for: .sts, body)
        return STS.answer(query: exchange.head.query, body: body.readableBytesView, for: caller, requestID: id)
      case .operation(let route, let label):
        exchange.operation = route.name
        exchange.isMutation = route.operation.isMutation
        let (caller, body) = try await authenticate(&exchange, for: .securityHub, body)
        let document = try route.document(label: label, query: exchange.head.query, body: body.readableBytesView)
        let answer = try await route.perform(document: document, with: daemon, for: caller, requestID: id)
        return .success(answer, requestID: id)
      case .unimplemented, .unknown: throw destination.refusal ?? AWSError(.internal, "The request leads nowhere.")
      }
    } catch {
      exchange.error = error
      if case .sts = destination { return STS.refusal(error, requestID: id) }
      return .failure(error, requestID: id)
    }
  }

  /// Strangers are refused before they can send a body.
  private func authenticate(
    _ exchange: inout Exchange, for service: SigningService, _ body: Body
  ) async throws(AWSError) -> (Caller, ByteBuffer) {
    let verifier = signatures.current
    if case .anySignature = verifier.policy { try Self.refuseWebPages(exchange.head) }
    let claim = try verifier.claim(exchange.head, service: service, at: .now)
    let body = try await body()
    let caller = try verifier.verify(claim, body: body.readableBytesView)
    exchange.caller = caller
    return (caller, body)
  }

  /// Where no secret is needed, any page in a browser on this host could write a request that changes something.
  private static func refuseWebPages(_ head: RequestHead) throws(AWSError) {
    for name in ["origin", "sec-fetch-site"] where !head.headers.values(of: name).isEmpty {
      throw AWSError(
        .accessDenied,
        "The request has the header \(name), so a web page sent it; where any signature is taken, none may. Give the "
          + "gateway --credentials.")
    }
  }

  private func answer(_ question: Destination.Health, _ id: String) async -> Answer {
    switch question {
    case .live: return .health("ok", status: 200, requestID: id)
    case .ready:
      let isReachable = await daemon.isReachable()
      return .health(
        isReachable ? "ok" : "the daemon does not answer", status: isReachable ? 200 : 503, requestID: id)
    }
  }

  /// For what came instead of a request.
  func refuse(_ error: any Error) -> Answer {
    let error = AWSError(.serialization, "This is not HTTP/1.1 as we take it: \(error).")
    var generator = SystemRandomNumberGenerator()
    let answer = Answer.failure(error, requestID: RequestID.random(using: &generator))
    logger.info("no request", metadata: ["reason": "\(error.message)"])
    return answer
  }
}

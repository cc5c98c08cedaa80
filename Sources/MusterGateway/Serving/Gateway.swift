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
  private let log: ExchangeLog
  private let router = Router()

  init(signatures: SignatureSource, daemon: Daemon, logger: Logger) {
    self.signatures = signatures
    self.daemon = daemon
    log = ExchangeLog(logger)
  }

  /// `peer`: where it came from, for the log.
  func answer(_ head: RequestHead, from peer: NIOCore.SocketAddress? = nil, body: Body) async -> Answer {
    let begun = ContinuousClock.now
    var generator = SystemRandomNumberGenerator()
    var exchange = Exchange(head, from: peer, requestID: RequestID.random(using: &generator))
    let answer = await answer(&exchange, body)
    log.write(exchange, answer, after: ContinuousClock.now - begun)
    return answer
  }

  private func answer(_ exchange: inout Exchange, _ body: Body) async -> Answer {
    let id = exchange.requestID
    let destination = router.route(method: exchange.head.method, path: exchange.head.path)
    do throws(AWSError) {
      switch destination {
      case .health(let question):
        exchange.operation = question.rawValue
        return await answer(question, id)
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
      case .nowhere(let nowhere):
        exchange.operation = nowhere.operation
        throw nowhere.refusal
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
    // A page whose name was made to lead here says nothing of that kind in a GET, but still calls us by its name.
    guard let host = head.headers.single("host"), namesLoopback(host) else {
      throw AWSError(
        .accessDenied,
        "The request is for the host \((head.headers.single("host") ?? "").quoted); where any signature is taken, it must "
          + "be localhost or a loopback address. Give the gateway --credentials.")
    }
  }

  /// With a port or without.
  private static func namesLoopback(_ host: String) -> Bool {
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    let lower = name.lowercased()
    if lower == "localhost" || lower.hasSuffix(".localhost") || lower == "::1" { return true }
    let parts = lower.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
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
    let id = RequestID.random(using: &generator)
    log.write(notHTTP: error, requestID: id)
    return .failure(error, requestID: id)
  }
}

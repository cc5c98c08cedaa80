internal import Logging
internal import Synchronization

/// Where exchanges are logged.
final class ExchangeLog: Sendable {
  private let logger: Logger
  private let refusals = Mutex(LogAllowance(perSecond: Limits.refusalsPerSecond))
  private let start = ContinuousClock.now

  init(_ logger: Logger) { self.logger = logger }

  func write(_ exchange: Exchange, _ answer: Answer, after duration: Duration) {
    let level = exchange.level(answer)
    guard level >= logger.logLevel else { return }
    var leftOut = 0
    if exchange.error != nil {
      let second = (ContinuousClock.now - start).components.seconds
      guard case .write(let missed) = refusals.withLock({ $0.ask(in: second) }) else { return }
      leftOut = missed
    }
    var metadata = exchange.metadata(answer, after: duration)
    if leftOut > 0 { metadata["left-out"] = "\(leftOut)" }
    logger.log(
      level: level, "\(exchange.operation ?? "request") \(exchange.error == nil ? "done" : "refused")",
      metadata: metadata)
  }

  /// What came instead of a request.
  func write(notHTTP error: AWSError, requestID: String) {
    logger.info("no request", metadata: ["reason": "\(error.message)", "request": "\(requestID)"])
  }
}

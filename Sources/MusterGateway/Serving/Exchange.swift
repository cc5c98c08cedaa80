internal import Logging
internal import MusterModel

/// One request and its answer, as the log has them.
struct Exchange: Sendable {
  let requestID: String
  let head: RequestHead
  /// AWS's name, as far as the request got to have one.
  var operation: String?
  var isMutation = false
  /// Known once its signature is.
  var caller: Caller?
  var error: AWSError?

  init(_ head: RequestHead, requestID: String) {
    self.head = head
    self.requestID = requestID
  }

  /// What people look for is seen at once; what is usual, and often, only by those who ask.
  private func level(_ answer: Answer) -> Logger.Level {
    switch answer.status {
    case 500...: .error
    case 400...: .notice
    default: isMutation ? .info : .debug
    }
  }

  /// A query may hold a signature that is good for a while, and so is not shown.
  func log(_ answer: Answer, after duration: Duration, to logger: Logger) {
    let level = level(answer)
    guard level >= logger.logLevel else { return }
    var metadata: Logger.Metadata = [
      "request": "\(requestID)", "method": "\(head.method)", "path": "\(head.path)", "status": "\(answer.status)",
      "us": "\(duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000)",
    ]
    if let caller {
      metadata["account"] = "\(caller.account)"
      metadata["region"] = "\(caller.region)"
    }
    if let error {
      metadata["error"] = "\(error.code.rawValue)"
      metadata["reason"] = "\(error.message)"
    }
    logger.log(level: level, "\(operation ?? "request") \(error == nil ? "done" : "refused")", metadata: metadata)
  }
}

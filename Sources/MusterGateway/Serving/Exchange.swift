internal import Logging
internal import MusterModel
internal import NIOCore

/// One request and its answer, as the log has them.
struct Exchange: Sendable {
  let requestID: String
  let head: RequestHead
  /// Where it came from.
  let peer: SocketAddress?
  /// AWS's name, as far as the request got to have one.
  var operation: String?
  var isMutation = false
  /// Known once its signature is.
  var caller: Caller?
  var error: AWSError?

  init(_ head: RequestHead, from peer: SocketAddress?, requestID: String) {
    self.head = head
    self.peer = peer
    self.requestID = requestID
  }

  /// What people look for is seen at once; what is usual, and often, only by those who ask.
  func level(_ answer: Answer) -> Logger.Level {
    switch answer.status {
    case 500...: .error
    case 400...: .notice
    default: isMutation ? .info : .debug
    }
  }

  /// A query may hold a signature that is good for a while, and so is not shown.
  func metadata(_ answer: Answer, after duration: Duration) -> Logger.Metadata {
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
      // The client has the rest: of a wrong signature, all that should have been signed.
      metadata["reason"] = "\(error.message.prefix { $0 != "\n" })"
      metadata["peer"] = place.map { "\($0)" }
      if caller == nil { metadata["credential"] = claimedCredential.map { "\($0)" } }
    }
    return metadata
  }

  /// `127.0.0.1:40312`.
  private var place: ListenAddress? {
    guard let host = peer?.ipAddress, let port = peer?.port else { return nil }
    return ListenAddress(host: host, port: port)
  }

  /// Who a refused request says it is from: key id, day, Region and service, none of which is secret.
  private var claimedCredential: Substring? {
    let mark = "Credential="
    for text in head.headers.values(of: "authorization") + [head.query] {
      guard let start = text.firstRange(of: mark)?.upperBound else { continue }
      return text[start...].prefix(Limits.accessKeyIDBytes).prefix { $0 != "," && $0 != "&" && $0 != " " }
    }
    return nil
  }
}

public import Logging
public import MusterEngine
internal import MusterModel
public import MusterProcess

/// The lines an auditor reads: one for every call that may change something, and for every one that was refused.
public struct AuditLog: Sendable {
  private let logger: Logger

  /// Whatever the level of the log is, these lines are written.
  public init(_ logger: Logger = Logger(label: LineLogHandler.auditLabel)) {
    var logger = logger
    logger.logLevel = .info
    self.logger = logger
  }

  public func write(_ record: AuditRecord) {
    let asker = record.asker
    var metadata: Logger.Metadata = [
      "region": "\(asker.region)", "uid": "\(asker.peer.userID)", "pid": "\(asker.peer.processID)",
    ]
    if let account = record.account { metadata["account"] = "\(account)" }
    if let request = asker.requestID { metadata["request"] = "\(request)" }
    if !record.members.isEmpty { metadata["members"] = .array(record.members.map { .string($0.word) }) }
    if let refusal = record.refusal {
      metadata["error"] = "\(refusal.code.awsName)"
      metadata["reason"] = "\(refusal.message)"
      switch refusal.code {
      case .unavailable, .internal: logger.error("\(record.operation.name) failed", metadata: metadata)
      default: logger.notice("\(record.operation.name) refused", metadata: metadata)
      }
    } else {
      logger.info("\(record.operation.name) done", metadata: metadata)
    }
  }
}

extension AuditRecord.MemberChange {
  /// `123456789012:210987654321:Invited`
  fileprivate var word: String { "\(administrator):\(member):\(status?.description ?? "deleted")" }
}

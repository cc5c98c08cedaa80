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
    var metadata: Logger.Metadata = Dictionary(minimumCapacity: 8)
    metadata["region"] = .string(asker.region.name)
    metadata["uid"] = .string(asker.peer.userID.description)
    metadata["pid"] = .string(asker.peer.processID.description)
    if let account = record.account { metadata["account"] = .string(account.description) }
    if let request = asker.requestID { metadata["request"] = .string(request) }
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
  fileprivate var word: String {
    // There may be thousands in a line: put together without what interpolation allocates.
    var word = administrator.description
    word.reserveCapacity(40)
    word += ":"
    word += member.description
    word += ":"
    word += status?.description ?? "deleted"
    return word
  }
}

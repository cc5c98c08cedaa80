import Logging
import Synchronization
import Testing

@testable import MusterDaemon
@testable import MusterEngine
@testable import MusterModel
@testable import MusterProcess

@Suite struct AuditLogTests {
  /// Keeps the lines that a log would have.
  final class Lines: Sendable {
    let list = Mutex<[String]>([])
  }

  struct Keeper: LogHandler {
    let lines: Lines
    var logLevel = Logger.Level.critical
    var metadata: Logger.Metadata = [:]
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
      let line = LogLine(
        time: nil, level: event.level, program: "musterd", label: LineLogHandler.auditLabel,
        message: event.message.description,
        metadata: event.metadata ?? [:])
      lines.list.withLock { $0.append(line.formatted(as: .text)) }
    }
  }

  let lines = Lines()
  let principal: Principal
  let member: AccountID

  init() throws {
    member = try #require(AccountID("210987654321"))
    principal = Principal(
      peer: Peer(processID: 42, userID: 7, groupID: 7), account: try #require(AccountID("000000000012")),
      region: .usEast1, requestID: "r-1")
  }

  private func line(_ record: AuditRecord) -> String? {
    AuditLog(Logger(label: LineLogHandler.auditLabel) { [lines] _ in Keeper(lines: lines) }).write(record)
    return lines.list.withLock { $0.last }
  }

  @Test func aChangeNamesWhatItChanged() {
    let change = Change(.member(administrator: principal.account, member: member), nil)
    #expect(
      line(AuditRecord(.createMembers, principal.asker, for: principal.account, changes: [change])) == """
        info [audit] CreateMembers done account=000000000012 members=[000000000012:210987654321:deleted] pid=42 \
        region=us-east-1 request=r-1 uid=7
        """)
  }

  @Test func aRefusalSaysWhy() {
    #expect(
      line(
        AuditRecord(.getMembers, principal.asker, for: principal.account, refusal: CallError(.accessDenied, "no\nway")))
          == """
          notice [audit] GetMembers refused account=000000000012 error=AccessDeniedException pid=42 reason="no\\nway" \
          region=us-east-1 request=r-1 uid=7
          """)
  }
}

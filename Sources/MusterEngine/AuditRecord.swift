public import MusterModel

/// What an auditor wants to know of one call: every call that may change something leaves one, and every one
/// that was not authorized or in which the daemon failed.
public struct AuditRecord: Sendable {
  public let operation: Operation
  public let asker: Asker
  /// For whom the peer acted; nil for a question that anybody may ask who was granted an answer.
  public let account: AccountID?
  /// Nil: done.
  public let refusal: CallError?
  /// The roster rows that were written, by a refused call too if it was done in part: whose, about whom, and what
  /// they say now (nil: deleted).
  public let members: [MemberChange]

  public struct MemberChange: Hashable, Sendable {
    public let administrator: AccountID
    public let member: AccountID
    public let status: MemberStatus?
  }

  init(
    _ operation: Operation, _ asker: Asker, for account: AccountID?, changes: [Change] = [],
    refusal: CallError? = nil
  ) {
    self.operation = operation
    self.asker = asker
    self.account = account
    self.refusal = refusal
    members = changes.compactMap { change in
      guard case .member(let administrator, let member) = change.key else { return nil }
      var status: MemberStatus?
      if case .member(let row) = change.row { status = row.status }
      return MemberChange(administrator: administrator, member: member, status: status)
    }
  }
}

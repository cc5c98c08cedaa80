package import MusterModel

extension Table {
  /// A roster, or some of it. The e-mail address comes last, since nobody knows how wide it is.
  package init(members: [Member]) {
    self.init(["ACCOUNT", "STATUS", "INVITED", "UPDATED", "EMAIL"])
    for member in members {
      add(
        Cell("\(member.accountID)"), Cell("\(member.status)", member.status.tone),
        Cell(member.invitedAt.map { "\($0)" }), Cell("\(member.updatedAt)"), Cell(member.email))
    }
  }

  package init(unprocessed: [UnprocessedAccount]) {
    self.init(["ACCOUNT", "REASON"])
    for account in unprocessed { add(Cell(account.accountID), Cell(account.processingResult)) }
  }
}

extension MemberStatus {
  var tone: Tone {
    switch self {
    case .created: .plain
    case .invited: .waiting
    case .enabled: .good
    case .resigned, .removed: .bad
    }
  }
}

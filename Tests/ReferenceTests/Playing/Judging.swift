import MusterModel

extension Names {
  /// Why an answer is not what it must be; nil when it is. Names that it shows for the first time are learned.
  mutating func complaint(_ answer: Answer, _ expected: Expected, of list: List) -> String? {
    switch (expected, answer) {
    case (.done, .done): nil
    case (.unprocessed(let wanted), .unprocessed(let accounts)): complaint(accounts, wanted)
    case (.hub(let wanted), .hub(let hub)): differing(hub, wanted)
    case (.found(let members, let unprocessed), .found(let found)):
      differing(found.members, members) ?? complaint(found.unprocessed, unprocessed)
    case (.members(let members, let next), .members(let page)):
      differing(page.items, members) ?? complaint(about: page.nextToken, after: next, of: list)
    case (.invitations(let invitations, let next), .invitations(let page)):
      complaint(page.items, invitations) ?? complaint(about: page.nextToken, after: next, of: list)
    case (.count(let wanted), .count(let count)): differing(count, wanted)
    case (.administrator(let wanted), .administrator(let invitation)):
      complaint(invitation.map { [$0] } ?? [], wanted.map { [$0] } ?? [])
    case (.tags(let wanted), .tags(let tags)): differing(tags, wanted)
    case (.access(let wanted), .access(let reasons)): differing(reasons, wanted)
    case (.recipients(let wanted), .recipients(let accounts)): differing(accounts, wanted)
    case (.refused(let code, let words), .refused(let error)) where code == error.code:
      words.matches(error.message) ? nil : "the message is \"\(error.message)\", not \(words)"
    default: "it must be \(expected)"
    }
  }

  private func differing<Value: Equatable>(_ value: Value, _ wanted: Value) -> String? {
    value == wanted ? nil : "it must be \(wanted)"
  }

  private func complaint(_ accounts: [UnprocessedAccount], _ wanted: [Unprocessed]) -> String? {
    guard accounts.map(\.accountID) == wanted.map(\.accountID) else {
      return "unprocessed must be \(wanted.map { "\($0.accountID): \($0.rule)" })"
    }
    for (account, unprocessed) in zip(accounts, wanted) where !unprocessed.words.matches(account.processingResult) {
      return "\(account.accountID) must be left out by \(unprocessed.rule): \(unprocessed.words)"
    }
    return nil
  }

  private mutating func complaint(_ invitations: [Invitation], _ wanted: [NumberedInvitation]) -> String? {
    guard invitations.count == wanted.count else { return "it must be \(wanted)" }
    for (invitation, numbered) in zip(invitations, wanted) {
      guard invitation.accountID == numbered.administrator, invitation.invitedAt == numbered.invitedAt,
        invitation.status == numbered.status
      else { return "it must be \(wanted)" }
      if let complaint = complaint(about: invitation.invitationID, of: numbered.number) { return complaint }
    }
    return nil
  }
}

/// Rows of the caller's roster by id, of any status, in request order (spec 4.4).
public struct GetMembers: ReadCall {
  public typealias Output = MembersByID

  public static let operation = Operation.getMembers

  /// 1 to 1,000; an id that is repeated counts once.
  public var accountIDs: [String]

  public init(_ accountIDs: [String]) { self.accountIDs = accountIDs }

  public func checkShape() throws(CallError) { try Shape.check(accountIDs: accountIDs) }

  public var lookups: Int { accountIDs.count }

  public func parts(for principal: Principal) -> [ViewPart] {
    [.head(principal.account), .roster(principal.account)]
  }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    _ = try views.hub(of: principal)
    let roster = views.roster(of: principal.account)
    var found = MembersByID()
    for text in accountIDs.count == 1 ? accountIDs : accountIDs.withoutRepeats() {
      if let id = AccountID(text), let row = roster.members[id] {
        found.members.append(Member(row.content, id, of: principal.account))
      } else {
        found.unprocessed.append(Rejection.notAMember.of(text))
      }
    }
    return found
  }
}

/// What GetMembers answers.
public struct MembersByID: Hashable, Sendable {
  public var members: [Member]
  public var unprocessed: [UnprocessedAccount]

  public init(members: [Member] = [], unprocessed: [UnprocessedAccount] = []) {
    self.members = members
    self.unprocessed = unprocessed
  }
}

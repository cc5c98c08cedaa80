import MusterModel

/// Where a page begins.
enum PageStart {
  case first
  case after(AccountID)
  /// With a token that was made for something else, or by nobody.
  case foreign
  /// With a token of more than 512 bytes.
  case malformed

  var isMalformed: Bool { if case .malformed = self { true } else { false } }
}

// Spec 2.4, 2.5, 4.3 to 4.5.
extension Reference {
  mutating func get(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    var members: [Member] = []
    var unprocessed: [Unprocessed] = []
    for id in ids.eachOnce {
      if let index = index(of: id, under: caller.account, in: caller.region) {
        members.append(associations[index].asMember)
      } else {
        used.insert(.p9)
        unprocessed.append(Unprocessed(id, .p9))
      }
    }
    return .found(members, unprocessed)
  }

  mutating func listMembers(
    onlyAssociated: Bool, size: Int?, from start: PageStart, by caller: Caller
  ) -> Expected {
    let rows = roster(of: caller.account, in: caller.region).filter { !onlyAssociated || $0.status == .enabled }
    switch page(rows, by: \.member, size: size, from: start, caller) {
    case .failure(let refusal): return refusal.expected
    case .success(let page): return .members(page.map(\.asMember), next: next(page, of: rows, by: \.member))
    }
  }

  mutating func listInvitations(size: Int?, from start: PageStart, by caller: Caller) -> Expected {
    let rows = invitations(to: caller.account, in: caller.region)
    switch page(rows, by: \.administrator, size: size, from: start, caller) {
    case .failure(let refusal): return refusal.expected
    case .success(let page):
      return .invitations(
        page.compactMap(\.asInvitation), next: next(page, of: rows, by: \.administrator))
    }
  }

  mutating func count(by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: true) { return refusal }
    return .count(invitations(to: caller.account, in: caller.region).count { $0.status != .enabled })
  }

  mutating func administrator(by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: true) { return refusal }
    return .administrator(administrator(of: caller.account, in: caller.region)?.asInvitation)
  }

  private struct Refusal: Error {
    let expected: Expected
  }

  private mutating func page(
    _ rows: [Association], by key: KeyPath<Association, AccountID>, size: Int?, from start: PageStart, _ caller: Caller
  ) -> Result<[Association], Refusal> {
    let isShaped = Shape.allows(pageSize: size) && !start.isMalformed
    if let refusal = refusal(caller, unless: isShaped) { return .failure(Refusal(expected: refusal)) }
    var rest = rows
    switch start {
    case .first: break
    case .after(let account): rest = rows.filter { $0[keyPath: key] > account }
    case .foreign, .malformed:
      used.insert(.badToken)
      return .failure(Refusal(expected: .invalid))
    }
    let page = Array(rest.prefix(size ?? 50))
    if case .after = start { used.insert(page.count < rest.count ? .nextPage : .lastPageByToken) }
    return .success(page)
  }

  /// The last account of a page, if there is at least one more behind it.
  private func next(
    _ page: [Association], of rows: [Association], by key: KeyPath<Association, AccountID>
  ) -> AccountID? {
    guard let last = page.last?[keyPath: key], rows.contains(where: { $0[keyPath: key] > last }) else { return nil }
    return last
  }
}

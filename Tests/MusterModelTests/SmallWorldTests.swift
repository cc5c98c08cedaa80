import MusterModel
import TestFixtures
import Testing

@Suite("Small worlds")
struct SmallWorldTests {
  /// Three accounts, every call between any two of them, in every order, to the last state there is: nowhere do
  /// the two sides of an association disagree, and every call does what the spec's matrix says (section 8).
  @Test("hold together whatever happens in them", .timeLimit(.minutes(3)))
  func everyState() throws {
    let accounts = (1...3).map { account($0) }
    let pairs = accounts.flatMap { one in accounts.filter { $0 != one }.map { (one, $0) } }
    var seen: Set<[RowKey: Row]> = [[:]]
    var waiting = [World()]
    while let world = waiting.popLast() {
      var next: [World] = []
      for account in accounts { next.append(try enabling(account, in: world)) }
      for (one, other) in pairs {
        next.append(try creating(other, by: one, in: world))
        next.append(try inviting(other, by: one, in: world))
        next.append(try accepting(one, by: other, in: world))
      }
      for world in next where seen.insert(world.rows.mapValues(\.content)).inserted {
        if let complaint = world.disagreements.first {
          Issue.record("\(complaint): \(world.rows)")
          return
        }
        waiting.append(world)
      }
    }
    #expect(seen.count == statesTheRulesAllow(accounts.count, pairs.map { (Int($0.number) - 1, Int($1.number) - 1) }))
  }

  /// Counted another way, without a call: a hub or none for each account, no row or one of three statuses for each
  /// pair, less what the spec's invariants forbid. Every one of them can be reached, and no other.
  private func statesTheRulesAllow(_ accounts: Int, _ pairs: [(Int, Int)]) -> Int {
    (0..<(1 << accounts)).reduce(0) { count, hubs in
      count
        + (0..<(1 << (2 * pairs.count))).count { code in
          let statuses = pairs.indices.map { code >> (2 * $0) & 3 }
          let rows = zip(pairs, statuses).filter { $0.1 > 0 }.map(\.0)
          let enabled = zip(pairs, statuses).filter { $0.1 == 3 }.map(\.0)
          let members = Set(enabled.map(\.1))
          return rows.allSatisfy { hubs >> $0.0 & 1 == 1 } && enabled.allSatisfy { hubs >> $0.1 & 1 == 1 }
            && members.count == enabled.count && members.isDisjoint(with: enabled.map(\.0))
        }
    }
  }

  private func enabling(_ account: AccountID, in world: World) throws -> World {
    var world = world
    if world.rows[.hub(account)] == nil {
      try world.perform(EnableSecurityHub(), as: account)
    } else {
      expect(.resourceConflict, "already subscribed") { try world.perform(EnableSecurityHub(), as: account) }
    }
    return world
  }

  private func creating(_ member: AccountID, by administrator: AccountID, in world: World) throws -> World {
    var world = world
    let before = world
    let call = CreateMembers([AccountDetails(accountID: "\(member)")])
    guard before.rows[.hub(administrator)] != nil else {
      expect(.invalidAccess, "not subscribed") { try world.perform(call, as: administrator) }
      return before
    }
    let unprocessed = try world.perform(call, as: administrator).first?.processingResult
    switch (before.standing(administrator), before.row(administrator, member)?.status) {
    case (.some, _): #expect(unprocessed == Sentence.memberCannotCreate(administrator))
    case (nil, .some): #expect(unprocessed == Sentence.alreadyMember)
    case (nil, nil): #expect(unprocessed == nil && world.row(administrator, member)?.status == .created)
    }
    return world
  }

  private func inviting(_ member: AccountID, by administrator: AccountID, in world: World) throws -> World {
    var world = world
    let before = world
    world.ids = CountedIDs()
    let call = InviteMembers(["\(member)"])
    guard before.rows[.hub(administrator)] != nil else {
      expect(.invalidAccess, "not subscribed") { try world.perform(call, as: administrator) }
      return before
    }
    let unprocessed = try world.perform(call, as: administrator).first?.processingResult
    switch (before.standing(administrator), before.row(administrator, member)?.status) {
    case (.some, _): #expect(unprocessed == Sentence.memberCannotInvite(administrator))
    case (nil, nil): #expect(unprocessed == Sentence.notAMember)
    case (nil, .invited), (nil, .enabled): #expect(unprocessed == Sentence.alreadyInvited)
    case (nil, _) where before.standing(member) != nil: #expect(unprocessed == Sentence.memberElsewhere)
    case (nil, _): #expect(unprocessed == nil && world.row(administrator, member)?.status == .invited)
    }
    return world
  }

  private func accepting(_ administrator: AccountID, by member: AccountID, in world: World) throws -> World {
    var world = world
    let before = world
    let id = before.invitation(to: member, from: administrator)?.id ?? .sample(404)
    let call = AcceptAdministratorInvitation(administratorID: "\(administrator)", invitationID: "\(id)")
    if before.rows[.hub(member)] == nil {
      expect(.invalidAccess, "not subscribed") { try world.perform(call, as: member) }
    } else if before.invitation(to: member, from: administrator) == nil {
      expect(.resourceNotFound, "has no invitation") { try world.perform(call, as: member) }
    } else if before.row(administrator, member)?.status == .enabled {
      try world.perform(call, as: member)
      #expect(world.rows == before.rows)
    } else if before.standing(member) != nil {
      expect(.invalidInput, "leave it first") { try world.perform(call, as: member) }
    } else if let roster = before.roster(member), roster.enabled > 0 {
      expect(.invalidInput, "itself the administrator") { try world.perform(call, as: member) }
    } else if before.standing(administrator) != nil {
      expect(.invalidInput, "has become a member") { try world.perform(call, as: member) }
    } else {
      try world.perform(call, as: member)
      #expect(world.row(administrator, member)?.status == .enabled)
    }
    return world
  }
}

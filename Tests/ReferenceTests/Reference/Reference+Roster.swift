import MusterModel

// What an administrator does with its roster (spec 2.4, 3.3, 3.4).
extension Reference {
  mutating func create(_ accounts: [AccountDetails], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(accounts: accounts)) { return refusal }
    var unprocessed: [Unprocessed] = []
    var created = 0
    for each in accounts {
      if let rule = creationRule(each.accountID, caller) {
        used.insert(rule)
        unprocessed.append(Unprocessed(each.accountID, rule))
      } else if let member = AccountID(each.accountID) {
        used.insert(.t1)
        created += 1
        associations.append(
          Association(
            region: caller.region, administrator: caller.account, member: member, email: each.email,
            updatedAt: caller.now))
      }
    }
    guard created > 0 || !unprocessed.contains(where: { $0.rule == .p4 }) else {
      used.insert(.quotaOnly)
      return .refused(.limitExceeded, .any)
    }
    return .unprocessed(unprocessed)
  }

  private func creationRule(_ id: String, _ caller: Caller) -> Rule? {
    if AccountID(id) == nil { return .p5 }
    if id == "\(caller.account)" { return .p2 }
    if administrator(of: caller.account, in: caller.region) != nil { return .p3 }
    if index(of: id, under: caller.account, in: caller.region) != nil { return .p1 }
    return roster(of: caller.account, in: caller.region).count >= quota ? .p4 : nil
  }

  mutating func invite(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    var unprocessed: [Unprocessed] = []
    for id in ids.eachOnce {
      if let rule = invitationRule(id, caller) {
        used.insert(rule)
        unprocessed.append(Unprocessed(id, rule))
      } else if let index = index(of: id, under: caller.account, in: caller.region) {
        noteInviting(associations[index])
        withdrawInvitation(index)
        invitationsSent += 1
        associations[index].invitation = invitationsSent
        associations[index].invitedAt = caller.now
        become(index, .invited, at: caller.now)
      }
    }
    return .unprocessed(unprocessed)
  }

  private func invitationRule(_ id: String, _ caller: Caller) -> Rule? {
    guard let target = AccountID(id) else { return .p5 }
    if target == caller.account { return .p6 }
    if administrator(of: caller.account, in: caller.region) != nil { return .p7 }
    guard let index = index(of: id, under: caller.account, in: caller.region) else { return .p9 }
    if [.invited, .enabled].contains(associations[index].status) { return .p8 }
    return administrator(of: target, in: caller.region) != nil ? .p10 : nil
  }

  private mutating func noteInviting(_ row: Association) {
    switch row.status {
    case .created: used.insert(.t3FromCreated)
    case .removed: used.insert(.t3FromRemoved)
    default: used.insert(.t3FromResigned)
    }
    if row.invitation != nil { used.insert(.t3ReplacesInvitation) }
  }

  mutating func disassociate(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    let unknown = ids.filter { index(of: $0, under: caller.account, in: caller.region) == nil }
    guard unknown.isEmpty else {
      used.insert(.disassociateUnknown)
      return .refused(.resourceNotFound, .containing(unknown))
    }
    for id in ids {
      guard let index = index(of: id, under: caller.account, in: caller.region) else { continue }
      let status = associations[index].status
      used.insert(status == .removed ? .t20 : status == .enabled ? .t18 : .t19)
      withdrawInvitation(index)
      if status != .removed { become(index, .removed, at: caller.now) }
    }
    return .done
  }

  mutating func delete(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    var unprocessed: [Unprocessed] = []
    for id in ids.eachOnce {
      guard let index = index(of: id, under: caller.account, in: caller.region) else {
        unprocessed.append(Unprocessed(id, .p9))
        continue
      }
      if associations[index].status == .enabled {
        unprocessed.append(Unprocessed(id, .p11))
      } else {
        used.insert(.t21)
        remove(associations[index])
      }
    }
    used.formUnion(unprocessed.map(\.rule))
    return .unprocessed(unprocessed)
  }
}

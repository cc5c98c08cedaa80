import MusterModel

// What a member does with its invitations (spec 2.5, 3.3, 3.4), and what whoever sent them does.
extension Reference {
  /// `number` is the invitation that the id sent means; nil for an id of none.
  mutating func accept(_ administrator: String, id: String, number: Int?, by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.isID(administrator) && Shape.isID(id)) { return refusal }
    guard let index = received(from: administrator, caller), let held = associations[index].invitation else {
      used.insert(.acceptUnknown)
      return .refused(.resourceNotFound, .any)
    }
    guard held == number else {
      used.insert(.acceptWrongID)
      return .refused(.resourceNotFound, .any)
    }
    let row = associations[index]
    if row.status == .enabled {
      used.insert(.t8)
      return .done
    }
    if let rule = obstacle(to: caller.account, becomingMemberOf: row.administrator, in: caller.region) {
      used.insert(rule)
      return .invalid
    }
    used.insert(row.status == .resigned ? .t7 : .t6)
    become(index, .enabled, at: caller.now)
    return .done
  }

  private func obstacle(
    to member: AccountID, becomingMemberOf inviter: AccountID, in region: Region
  ) -> Rule? {
    if administrator(of: member, in: region) != nil { return .acceptElsewhere }
    if isAdministrator(member, in: region) { return .acceptAsAdministrator }
    return administrator(of: inviter, in: region) != nil ? .acceptOfMember : nil
  }

  mutating func decline(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    var unprocessed: [Unprocessed] = []
    for id in ids.eachOnce {
      guard let index = received(from: id, caller) else {
        unprocessed.append(Unprocessed(id, .p12))
        continue
      }
      switch associations[index].status {
      case .enabled: unprocessed.append(Unprocessed(id, .p14))
      case .invited:
        used.insert(.t9)
        become(index, .resigned, at: caller.now)
      default: used.insert(.t10)
      }
    }
    used.formUnion(unprocessed.map(\.rule))
    return .unprocessed(unprocessed)
  }

  /// For each id the caller is the recipient if it received an invitation from it, else the sender (D10).
  mutating func deleteInvitations(_ ids: [String], by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: Shape.allows(ids: ids)) { return refusal }
    var unprocessed: [Unprocessed] = []
    for id in ids.eachOnce {
      let (received, sent) = (received(from: id, caller), sent(to: id, caller))
      if received != nil, sent != nil { used.insert(.bothDirections) }
      guard let index = received ?? sent else {
        unprocessed.append(Unprocessed(id, .p12))
        continue
      }
      if associations[index].status == .enabled {
        unprocessed.append(Unprocessed(id, .p13))
      } else {
        deleteInvitation(index, isRecipient: received != nil, at: caller.now)
      }
    }
    used.formUnion(unprocessed.map(\.rule))
    return .unprocessed(unprocessed)
  }

  private mutating func deleteInvitation(_ index: Int, isRecipient: Bool, at now: Timestamp) {
    let wasInvited = associations[index].status == .invited
    withdrawInvitation(index)
    switch (wasInvited, isRecipient) {
    case (true, true):
      used.insert(.t12)
      become(index, .resigned, at: now)
    case (true, false):
      used.insert(.t15)
      become(index, .created, at: now)
      associations[index].invitedAt = nil
    case (false, true): used.insert(.t13)
    case (false, false): used.insert(.t16)
    }
  }

  mutating func leave(by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: true) { return refusal }
    guard let row = administrator(of: caller.account, in: caller.region),
      let index = index(of: "\(caller.account)", under: row.administrator, in: caller.region)
    else {
      used.insert(.leaveNobody)
      return .refused(.resourceNotFound, .any)
    }
    used.insert(.t17)
    become(index, .resigned, at: caller.now)
    return .done
  }

  private func received(from id: String, _ caller: Caller) -> Int? {
    associations.firstIndex {
      $0.region == caller.region && $0.member == caller.account && "\($0.administrator)" == id && $0.invitation != nil
    }
  }

  private func sent(to id: String, _ caller: Caller) -> Int? {
    associations.firstIndex {
      $0.region == caller.region && $0.administrator == caller.account && "\($0.member)" == id && $0.invitation != nil
    }
  }
}

import MusterModel

// Spec 2.3 and 3.5.
extension Reference {
  mutating func enable(
    tags: [String: String], generator: ControlFindingGenerator, by caller: Caller
  ) -> Expected {
    // No tags is as good as no field; otherwise there are bounds.
    guard tags.isEmpty || Shape.allows(tags: tags) else {
      used.insert(.shape)
      return .invalid
    }
    guard hub(of: caller) == nil else {
      used.insert(.alreadySubscribed)
      return .refused(.resourceConflict, .exactly("Account is already subscribed to Security Hub"))
    }
    hubs.append(
      Hub(
        account: caller.account, region: caller.region, subscribedAt: caller.now, generator: generator, tags: tags))
    return .done
  }

  mutating func disable(by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: true) { return refusal }
    guard administrator(of: caller.account, in: caller.region) == nil else {
      used.insert(.memberCannotDisable)
      return .refused(.invalidInput, .exactly("Member account cannot disable Security Hub"))
    }
    guard !isAdministrator(caller.account, in: caller.region) else {
      used.insert(.administratorCannotDisable)
      return .refused(
        .invalidInput, .containing(["Cannot disable Security Hub on the Security Hub administrator"]))
    }
    for row in roster(of: caller.account, in: caller.region) {
      used.insert(.t24)
      remove(row)
    }
    if !invitations(to: caller.account, in: caller.region).isEmpty { used.insert(.t25) }
    hubs.removeAll { $0.account == caller.account && $0.region == caller.region }
    return .done
  }

  mutating func describe(arn: String?, by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: arn.map { !Shape.isBlank($0) } ?? true) { return refusal }
    guard let hub = hub(of: caller), arn == nil || arn == hub.arn || arn == hub.arn(of: "") else {
      used.insert(.foreignHub)
      return .refused(.resourceNotFound, .any)
    }
    return .hub(
      HubDescription(
        hubARN: hub.arn, subscribedAt: hub.subscribedAt, autoEnableControls: hub.autoEnableControls,
        controlFindingGenerator: hub.generator))
  }

  mutating func update(controls: Bool?, generator: ControlFindingGenerator?, by caller: Caller) -> Expected {
    if let refusal = refusal(caller, unless: true) { return refusal }
    change(caller) { hub in
      hub.autoEnableControls = controls ?? hub.autoEnableControls
      hub.generator = generator ?? hub.generator
    }
    return .done
  }

  mutating func change(_ caller: Caller, _ body: (inout Hub) -> Void) {
    for index in hubs.indices where hubs[index].account == caller.account && hubs[index].region == caller.region {
      body(&hubs[index])
    }
  }

  /// The row goes, and whatever invitation it had.
  mutating func remove(_ row: Association) {
    guard let index = index(of: "\(row.member)", under: row.administrator, in: row.region) else { return }
    withdrawInvitation(index)
    associations.remove(at: index)
  }
}

import MusterModel

// Spec 2.3 and 3.5.
extension Reference {
  mutating func enable(
    tags: [String: String], generator: ControlFindingGenerator, by asker: Asker
  ) -> Expected {
    // No tags is as good as no field; otherwise there are bounds.
    guard tags.isEmpty || Shape.allows(tags: tags) else {
      used.insert(.shape)
      return .invalid
    }
    guard hub(of: asker) == nil else {
      used.insert(.alreadySubscribed)
      return .refused(.resourceConflict, .exactly("Account is already subscribed to Security Hub"))
    }
    hubs.append(
      Hub(
        account: asker.account, region: asker.region, subscribedAt: asker.now, generator: generator, tags: tags))
    return .done
  }

  mutating func disable(by asker: Asker) -> Expected {
    if let refusal = refusal(asker, unless: true) { return refusal }
    guard administrator(of: asker.account, in: asker.region) == nil else {
      used.insert(.memberCannotDisable)
      return .refused(.invalidInput, .exactly("Member account cannot disable Security Hub"))
    }
    guard !isAdministrator(asker.account, in: asker.region) else {
      used.insert(.administratorCannotDisable)
      return .refused(
        .invalidInput, .containing(["Cannot disable Security Hub on the Security Hub administrator"]))
    }
    for row in roster(of: asker.account, in: asker.region) {
      used.insert(.t24)
      remove(row)
    }
    if !invitations(to: asker.account, in: asker.region).isEmpty { used.insert(.t25) }
    hubs.removeAll { $0.account == asker.account && $0.region == asker.region }
    return .done
  }

  mutating func describe(arn: String?, by asker: Asker) -> Expected {
    if let refusal = refusal(asker, unless: arn.map { !Shape.isBlank($0) } ?? true) { return refusal }
    guard let hub = hub(of: asker), arn == nil || arn == hub.arn || arn == hub.arn(of: "") else {
      used.insert(.foreignHub)
      return .refused(.resourceNotFound, .any)
    }
    return .hub(
      HubDescription(
        hubARN: hub.arn, subscribedAt: hub.subscribedAt, autoEnableControls: hub.autoEnableControls,
        controlFindingGenerator: hub.generator))
  }

  mutating func update(controls: Bool?, generator: ControlFindingGenerator?, by asker: Asker) -> Expected {
    if let refusal = refusal(asker, unless: true) { return refusal }
    change(asker) { hub in
      hub.autoEnableControls = controls ?? hub.autoEnableControls
      hub.generator = generator ?? hub.generator
    }
    return .done
  }

  mutating func change(_ asker: Asker, _ body: (inout Hub) -> Void) {
    for index in hubs.indices where hubs[index].account == asker.account && hubs[index].region == asker.region {
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

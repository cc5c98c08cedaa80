/// Subscribes the caller in its Region (spec 2.3).
public struct EnableSecurityHub: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.enableSecurityHub

  public var tags: [String: String]
  public var enableDefaultStandards: Bool
  public var controlFindingGenerator: ControlFindingGenerator

  public init(
    tags: [String: String] = [:],
    enableDefaultStandards: Bool = true,
    controlFindingGenerator: ControlFindingGenerator = .securityControl
  ) {
    self.tags = tags
    self.enableDefaultStandards = enableDefaultStandards
    self.controlFindingGenerator = controlFindingGenerator
  }

  public func checkShape() throws(CallError) { try Tags.check(tags) }

  public func rows(for principal: Principal) -> [RowKey] { [.hub(principal.account)] }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    guard draft.hub(principal.account) == nil else {
      throw CallError(.resourceConflict, "Account is already subscribed to Security Hub")
    }
    let hub = HubRow(
      subscribedAt: now, controlFindingGenerator: controlFindingGenerator,
      enableDefaultStandards: enableDefaultStandards, tags: tags)
    return Decision(
      Done(), changes: [.hub(principal.account, hub)], expecting: [.absent(.hub(principal.account))])
  }
}

/// The answer of a call that has nothing to say but that it was done.
public struct Done: Hashable, Sendable {
  public init() {}
}

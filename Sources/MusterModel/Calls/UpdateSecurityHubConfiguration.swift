/// Changes the settings of the caller's hub (spec 2.3).
public struct UpdateSecurityHubConfiguration: WriteCall {
  public typealias Output = Done

  public static let operation = Operation.updateSecurityHubConfiguration

  /// Nil, like the other: as it is.
  public var autoEnableControls: Bool?
  public var controlFindingGenerator: ControlFindingGenerator?

  public init(autoEnableControls: Bool? = nil, controlFindingGenerator: ControlFindingGenerator? = nil) {
    self.autoEnableControls = autoEnableControls
    self.controlFindingGenerator = controlFindingGenerator
  }

  public func rows(for principal: Principal) -> [RowKey] { [.hub(principal.account)] }

  public func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output> {
    guard let old = draft.hub(principal.account) else { throw .notSubscribed(principal.account) }
    var hub = old
    if let autoEnableControls { hub.autoEnableControls = autoEnableControls }
    if let controlFindingGenerator { hub.controlFindingGenerator = controlFindingGenerator }
    guard hub != old else { return Decision(Done()) }
    return Decision(
      Done(), changes: [.hub(principal.account, hub)], expecting: [draft.unchanged(.hub(principal.account))])
  }
}

/// Describes the caller's hub (spec 2.3).
public struct DescribeHub: ReadCall {
  public typealias Output = HubDescription

  public static let operation = Operation.describeHub

  /// Nil: the caller's own.
  public var hubARN: String?

  public init(hubARN: String? = nil) { self.hubARN = hubARN }

  public func checkShape() throws(CallError) {
    if let hubARN { try Shape.check(hubARN, field: "HubArn", limit: Limits.arnBytes) }
  }

  public func parts(for principal: Principal) -> [ViewPart] { [.head(principal.account)] }

  public func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output {
    let hub = try views.hub(of: principal)
    if let hubARN, !principal.tenant.isNamed(by: hubARN) {
      throw CallError(
        .resourceNotFound, "Hub \(hubARN) does not exist; the caller's own is \(principal.tenant.hubARN).")
    }
    return HubDescription(
      hubARN: principal.tenant.hubARN, subscribedAt: hub.subscribedAt, autoEnableControls: hub.autoEnableControls,
      controlFindingGenerator: hub.controlFindingGenerator)
  }
}

/// What DescribeHub answers.
public struct HubDescription: Hashable, Sendable {
  public var hubARN: String
  public var subscribedAt: Timestamp
  public var autoEnableControls: Bool
  public var controlFindingGenerator: ControlFindingGenerator

  public init(
    hubARN: String, subscribedAt: Timestamp, autoEnableControls: Bool,
    controlFindingGenerator: ControlFindingGenerator
  ) {
    self.hubARN = hubARN
    self.subscribedAt = subscribedAt
    self.autoEnableControls = autoEnableControls
    self.controlFindingGenerator = controlFindingGenerator
  }
}

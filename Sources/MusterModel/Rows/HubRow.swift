/// An account's Security Hub subscription in a Region.
public struct HubRow: Hashable, Sendable {
  public var subscribedAt: Timestamp
  public var autoEnableControls: Bool
  public var controlFindingGenerator: ControlFindingGenerator
  /// Asked for at enabling and kept; Muster runs no standards (spec 2.3).
  public var enableDefaultStandards: Bool
  public var tags: [String: String]

  public init(
    subscribedAt: Timestamp,
    autoEnableControls: Bool = true,
    controlFindingGenerator: ControlFindingGenerator = .securityControl,
    enableDefaultStandards: Bool = true,
    tags: [String: String] = [:]
  ) {
    self.subscribedAt = subscribedAt
    self.autoEnableControls = autoEnableControls
    self.controlFindingGenerator = controlFindingGenerator
    self.enableDefaultStandards = enableDefaultStandards
    self.tags = tags
  }
}

/// Whether control findings are made per standard or once for all (spec 2.1).
public enum ControlFindingGenerator: UInt8, Hashable, Sendable, CaseIterable {
  case standardControl = 1
  /// The default since 23 February 2023.
  case securityControl = 2
}

extension ControlFindingGenerator: CustomStringConvertible {
  public var description: String {
    switch self {
    case .standardControl: "STANDARD_CONTROL"
    case .securityControl: "SECURITY_CONTROL"
    }
  }
}

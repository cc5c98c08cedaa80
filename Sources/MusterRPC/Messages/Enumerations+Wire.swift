internal import CMusterProto
internal import MusterModel

extension MemberStatus {
  var wire: Muster__V1__MemberStatus {
    switch self {
    case .created: MUSTER__V1__MEMBER_STATUS__MEMBER_STATUS_CREATED
    case .invited: MUSTER__V1__MEMBER_STATUS__MEMBER_STATUS_INVITED
    case .enabled: MUSTER__V1__MEMBER_STATUS__MEMBER_STATUS_ENABLED
    case .resigned: MUSTER__V1__MEMBER_STATUS__MEMBER_STATUS_RESIGNED
    case .removed: MUSTER__V1__MEMBER_STATUS__MEMBER_STATUS_REMOVED
    }
  }

  init(reading wire: Muster__V1__MemberStatus) throws(WireError) {
    guard let status = Self.allCases.first(where: { $0.wire == wire }) else {
      throw .badReply("member_status is \(wire.rawValue), which this version does not know")
    }
    self = status
  }
}

/// A choice that a request may leave open: 0 on the wire.
protocol WireChoice: CaseIterable {
  associatedtype Wire: RawRepresentable & Equatable where Wire.RawValue == UInt32

  /// As AWS names the field, for whoever sent a value that is none.
  static var field: String { get }
  var wire: Wire { get }
}

extension WireChoice {
  /// Nil for the unspecified value.
  static func read(_ wire: Wire) throws(WireError) -> Self? {
    if wire.rawValue == 0 { return nil }
    guard let choice = allCases.first(where: { $0.wire == wire }) else {
      let allowed = allCases.map { "\($0.wire.rawValue) (\($0))" }.joined(separator: " or ")
      throw .badValue(field: field, Int32(bitPattern: wire.rawValue), allowed: allowed)
    }
    return choice
  }
}

extension ControlFindingGenerator: WireChoice {
  static let field = "ControlFindingGenerator"

  var wire: Muster__V1__ControlFindingGenerator {
    switch self {
    case .standardControl: MUSTER__V1__CONTROL_FINDING_GENERATOR__CONTROL_FINDING_GENERATOR_STANDARD_CONTROL
    case .securityControl: MUSTER__V1__CONTROL_FINDING_GENERATOR__CONTROL_FINDING_GENERATOR_SECURITY_CONTROL
    }
  }
}

extension SecurityHubFeature: WireChoice {
  static let field = "Feature"

  var wire: Muster__V1__SecurityHubFeature {
    switch self {
    case .securityHub: MUSTER__V1__SECURITY_HUB_FEATURE__SECURITY_HUB_FEATURE_SECURITY_HUB
    case .securityHubV2: MUSTER__V1__SECURITY_HUB_FEATURE__SECURITY_HUB_FEATURE_SECURITY_HUB_V2
    }
  }
}

extension AutoEnableStandards: WireChoice {
  static let field = "AutoEnableStandards"

  var wire: Muster__V1__AutoEnableStandards {
    switch self {
    case .none: MUSTER__V1__AUTO_ENABLE_STANDARDS__AUTO_ENABLE_STANDARDS_NONE
    case .default: MUSTER__V1__AUTO_ENABLE_STANDARDS__AUTO_ENABLE_STANDARDS_DEFAULT
    }
  }
}

extension ConfigurationType: WireChoice {
  static let field = "OrganizationConfiguration.ConfigurationType"

  var wire: Muster__V1__ConfigurationType {
    switch self {
    case .central: MUSTER__V1__CONFIGURATION_TYPE__CONFIGURATION_TYPE_CENTRAL
    case .local: MUSTER__V1__CONFIGURATION_TYPE__CONFIGURATION_TYPE_LOCAL
    }
  }
}

extension AccessReason {
  private var wire: Muster__V1__AccessReason {
    switch self {
    case .sameAccount: MUSTER__V1__ACCESS_REASON__ACCESS_REASON_SAME_ACCOUNT
    case .administrator: MUSTER__V1__ACCESS_REASON__ACCESS_REASON_ADMINISTRATOR
    case .notAssociated: MUSTER__V1__ACCESS_REASON__ACCESS_REASON_NOT_ASSOCIATED
    case .ownerNotEnabled: MUSTER__V1__ACCESS_REASON__ACCESS_REASON_OWNER_NOT_ENABLED
    case .invalidAccount: MUSTER__V1__ACCESS_REASON__ACCESS_REASON_INVALID_ACCOUNT
    }
  }

  func write(to response: UnsafeMutablePointer<Muster__V1__CheckAccessResponse>) {
    unsafe response.pointee.allowed = isAllowed ? 1 : 0
    unsafe response.pointee.reason = wire
  }

  /// A reply that says two things at once is none: where it matters who sees what, nothing is guessed.
  init(reading response: Muster__V1__CheckAccessResponse) throws(WireError) {
    guard let reason = Self.allCases.first(where: { unsafe $0.wire == response.reason }) else {
      throw unsafe .badReply("reason is \(response.reason.rawValue), which this version does not know")
    }
    guard unsafe reason.isAllowed == (response.allowed != 0) else {
      throw .badReply("allowed and reason contradict each other")
    }
    self = reason
  }
}

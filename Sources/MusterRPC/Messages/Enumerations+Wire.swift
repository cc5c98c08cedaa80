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

extension ControlFindingGenerator {
  var wire: Muster__V1__ControlFindingGenerator {
    switch self {
    case .standardControl: MUSTER__V1__CONTROL_FINDING_GENERATOR__CONTROL_FINDING_GENERATOR_STANDARD_CONTROL
    case .securityControl: MUSTER__V1__CONTROL_FINDING_GENERATOR__CONTROL_FINDING_GENERATOR_SECURITY_CONTROL
    }
  }

  /// Nil for the unspecified value.
  static func read(
    _ wire: Muster__V1__ControlFindingGenerator
  ) throws(WireError) -> ControlFindingGenerator? {
    if wire == MUSTER__V1__CONTROL_FINDING_GENERATOR__CONTROL_FINDING_GENERATOR_UNSPECIFIED { return nil }
    guard let generator = allCases.first(where: { $0.wire == wire }) else {
      throw .badValue(field: "ControlFindingGenerator", Int32(bitPattern: UInt32(truncatingIfNeeded: wire.rawValue)))
    }
    return generator
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

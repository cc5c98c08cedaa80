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

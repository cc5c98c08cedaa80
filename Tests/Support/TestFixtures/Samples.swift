public import MusterModel

// Values for tests. A value that cannot be made is a fault of the test, and stops it.

/// The account whose twelve digits spell `number`.
public func account(_ number: some BinaryInteger) -> AccountID {
  guard let account = AccountID(number: UInt64(number)) else {
    preconditionFailure("\(number) has more than 12 digits")
  }
  return account
}

public func region(_ name: String) -> Region {
  guard let region = Region(name) else { preconditionFailure("\(name) is no Region") }
  return region
}

public func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

extension Region {
  public static let euWest1 = region("eu-west-1")
}

extension InvitationID {
  public static func sample(_ number: UInt64 = 7) -> InvitationID {
    InvitationID(high: 0xABCD_EF01_2345_6789, low: number)
  }
}

extension HubRow {
  public static let sample = HubRow(
    subscribedAt: time(1_591_042_515_289), autoEnableControls: false, controlFindingGenerator: .standardControl,
    enableDefaultStandards: false, tags: ["team": "security", "empty": ""])
}

extension StandingRow {
  public static func sample(under administrator: AccountID) -> StandingRow {
    StandingRow(administrator: administrator, invitationID: .sample(), invitedAt: time(1000))
  }
}

extension MemberRow {
  /// As it stands in that status when the status was reached the shortest way.
  public static func sample(_ status: MemberStatus = .enabled) -> MemberRow {
    let isInvited = status == .invited || status == .enabled || status == .resigned
    return MemberRow(
      email: "security@example.com", status: status, invitationID: isInvited ? .sample() : nil,
      invitedAt: status == .created ? nil : time(1000), updatedAt: time(2000))
  }
}

extension InvitationRow {
  public static func sample(_ status: MemberStatus = .invited) -> InvitationRow {
    InvitationRow(id: .sample(), status: status, invitedAt: time(1000))
  }
}

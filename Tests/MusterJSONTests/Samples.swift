import MusterModel
import Testing

extension Member {
  static var sample: Member {
    get throws {
      Member(
        accountID: try #require(AccountID("000000000002")), administratorID: try #require(AccountID("111111111111")),
        email: "a@example.com", status: .invited, invitedAt: Timestamp(milliseconds: 1_591_042_515_289),
        updatedAt: Timestamp(milliseconds: 1_591_042_516_000))
    }
  }
}

extension Invitation {
  static var sample: Invitation {
    get throws {
      Invitation(
        accountID: try #require(AccountID("111111111111")),
        invitationID: try #require(InvitationID("7ab938c5d52d7904ad09f9e7c20cc4eb")),
        invitedAt: Timestamp(milliseconds: 1_591_042_515_289), status: .enabled)
    }
  }
}

extension HubDescription {
  static var sample: HubDescription {
    HubDescription(
      hubARN: "arn:aws:securityhub:us-east-1:111111111111:hub/default", subscribedAt: Timestamp(milliseconds: 0),
      autoEnableControls: true, controlFindingGenerator: .securityControl)
  }
}

import MusterModel
import TestFixtures
import Testing

@Suite("A member row's transitions")
struct TransitionTests {
  let now = time(9000)
  let fresh = InvitationID.sample(99)

  @Test("T1: is Created with nothing but its address")
  func created() {
    #expect(
      MemberRow.created(email: "A@x", at: now) == MemberRow(email: "A@x", status: .created, updatedAt: now))
    #expect(MemberRow.created(email: nil, at: now).email == nil)
  }

  @Test("T3, T4: can be invited unless it is Invited or Enabled already", arguments: MemberStatus.allCases)
  func inviting(_ status: MemberStatus) {
    let row = MemberRow.sample(status)
    switch status {
    case .created, .resigned, .removed:
      #expect(
        row.inviting(fresh, at: now)
          == MemberRow(
            email: row.email, status: .invited, invitationID: fresh, invitedAt: now, updatedAt: now))
    case .invited, .enabled:
      #expect(row.inviting(fresh, at: now) == nil)
    }
  }

  @Test("T6-T8: accepts while there is an invitation", arguments: MemberStatus.allCases)
  func accepting(_ status: MemberStatus) {
    let row = MemberRow.sample(status)
    switch status {
    case .invited, .resigned:
      #expect(
        row.accepting(at: now)
          == MemberRow(
            email: row.email, status: .enabled, invitationID: row.invitationID, invitedAt: row.invitedAt,
            updatedAt: now))
    case .enabled:
      #expect(row.accepting(at: now) == row)
    case .created, .removed:
      #expect(row.accepting(at: now) == nil)
    }
  }

  /// What a row looks like after an edge, less its address: status, and whether it has an invitation, when it was
  /// invited and when it changed. Samples were invited at 1000 and changed at 2000; now it is 9000.
  struct After: CustomStringConvertible {
    let status: MemberStatus
    let hasInvitation: Bool
    let invitedAt: Int64?
    let updatedAt: Int64

    init(_ status: MemberStatus, _ hasInvitation: Bool, invited: Int64?, updated: Int64) {
      (self.status, self.hasInvitation, invitedAt, updatedAt) = (status, hasInvitation, invited, updated)
    }

    func row(from old: MemberRow) -> MemberRow {
      MemberRow(
        email: old.email, status: status, invitationID: hasInvitation ? old.invitationID : nil,
        invitedAt: invitedAt.map { time($0) }, updatedAt: time(updatedAt))
    }

    var description: String { "\(status)" }
  }

  @Test(
    "T9-T11: declines while it is open",
    arguments: zip(
      MemberStatus.allCases,
      [
        nil, After(.resigned, true, invited: 1000, updated: 9000), nil,
        .init(.resigned, true, invited: 1000, updated: 2000), nil,
      ]))
  func declining(_ status: MemberStatus, _ after: After?) {
    #expect(MemberRow.sample(status).declining(at: now) == after?.row(from: .sample(status)))
  }

  @Test(
    "T12-T14: its recipient's deletion declines it; of a Resigned row it changes no time",
    arguments: zip(
      MemberStatus.allCases,
      [
        nil, After(.resigned, false, invited: 1000, updated: 9000), nil,
        .init(.resigned, false, invited: 1000, updated: 2000), nil,
      ]))
  func discarding(_ status: MemberStatus, _ after: After?) {
    #expect(MemberRow.sample(status).discardingInvitation(at: now) == after?.row(from: .sample(status)))
  }

  @Test(
    "T15, T16: its sender's withdrawal is as if it had not been sent; of a Resigned row it changes no time",
    arguments: zip(
      MemberStatus.allCases,
      [
        nil, After(.created, false, invited: nil, updated: 9000), nil,
        .init(.resigned, false, invited: 1000, updated: 2000), nil,
      ]))
  func withdrawing(_ status: MemberStatus, _ after: After?) {
    #expect(MemberRow.sample(status).withdrawingInvitation(at: now) == after?.row(from: .sample(status)))
  }

  @Test(
    "T17: leaves if Enabled, and keeps the invitation",
    arguments: zip(MemberStatus.allCases, [nil, nil, After(.resigned, true, invited: 1000, updated: 9000), nil, nil]))
  func leaving(_ status: MemberStatus, _ after: After?) {
    #expect(MemberRow.sample(status).leaving(at: now) == after?.row(from: .sample(status)))
  }

  @Test(
    "T18-T20: becomes Removed from anywhere, keeps when it was invited, and is not removed twice",
    arguments: zip(
      MemberStatus.allCases,
      [
        After(.removed, false, invited: nil, updated: 9000), After(.removed, false, invited: 1000, updated: 9000),
        After(.removed, false, invited: 1000, updated: 9000), After(.removed, false, invited: 1000, updated: 9000),
        After(.removed, false, invited: 1000, updated: 2000),
      ]))
  func disassociating(_ status: MemberStatus, _ after: After) {
    #expect(MemberRow.sample(status).disassociating(at: now) == after.row(from: .sample(status)))
    #expect(MemberRow.sample(status).canBeDeleted == (status != .enabled), "T21, T22")
  }

  @Test("without an invitation there is nothing to decline, to delete or to withdraw")
  func noInvitationLeft() {
    var row = MemberRow.sample(.resigned)
    row.invitationID = nil
    #expect(row.declining(at: now) == nil)
    #expect(row.discardingInvitation(at: now) == nil && row.withdrawingInvitation(at: now) == nil)
  }

  @Test("accepts no invitation that was deleted")
  func acceptingWithoutInvitation() {
    var row = MemberRow.sample(.resigned)
    row.invitationID = nil
    #expect(row.accepting(at: now) == nil)
    #expect(row.invitation == nil)
  }

  @Test("never takes its time of change back, also when the clock goes back")
  func keepsTimeForwards() {
    var row = MemberRow.sample(.resigned)
    row.updatedAt = time(20_000)
    #expect(row.inviting(fresh, at: now)?.updatedAt == time(20_000))
    #expect(row.inviting(fresh, at: now)?.invitedAt == now)
    #expect(row.accepting(at: now)?.updatedAt == time(20_000))
    #expect(row.disassociating(at: now).updatedAt == time(20_000))
    row.status = .invited
    #expect(row.declining(at: now)?.updatedAt == time(20_000))
    #expect(row.discardingInvitation(at: now)?.updatedAt == time(20_000))
    #expect(row.withdrawingInvitation(at: now)?.updatedAt == time(20_000))
    row.status = .enabled
    #expect(row.leaving(at: now)?.updatedAt == time(20_000))
  }

  @Test("shows its member an invitation exactly while it has one", arguments: MemberStatus.allCases)
  func invitation(_ status: MemberStatus) {
    let row = MemberRow.sample(status)
    switch status {
    case .invited, .enabled, .resigned:
      #expect(row.invitation == InvitationRow(id: .sample(), status: status, invitedAt: time(1000)))
    case .created, .removed:
      #expect(row.invitation == nil)
    }
  }

  @Test("has the spelling that clients compare")
  func spelling() {
    #expect(MemberStatus.allCases.map(\.description) == ["Created", "Invited", "Enabled", "Resigned", "Removed"])
    #expect(MemberStatus.allCases.map(\.rawValue) == [1, 2, 3, 4, 5])
    #expect(ControlFindingGenerator.allCases.map(\.description) == ["STANDARD_CONTROL", "SECURITY_CONTROL"])
    #expect(ControlFindingGenerator.allCases.map(\.rawValue) == [1, 2])
  }
}

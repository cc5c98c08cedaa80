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

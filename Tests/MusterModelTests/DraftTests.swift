import MusterModel
import TestFixtures
import Testing

@Suite("A draft")
struct DraftTests {
  let admin = account(1)
  let member = account(2)

  private var draft: Draft {
    Draft(
      region: .usEast1, quotas: Quotas(),
      facts: [
        .hub(admin): Stored(.hub(.sample), at: Revision(3)), .hub(member): nil, .roster(admin): nil,
        .standing(admin): nil, .member(administrator: admin, member: member): nil,
        .invitation(member: member, administrator: admin): Stored(.invitation(.sample()), at: Revision(4)),
      ])
  }

  @Test("has the rows that are stored, and none where none is")
  func readsFacts() {
    #expect(draft.hub(admin) == .sample && draft.hub(member) == nil)
    #expect(draft.roster(admin) == nil && draft.standing(admin) == nil && draft.member(member, of: admin) == nil)
    #expect(draft.invitation(to: member, from: admin) == .sample())
  }

  @Test("shows what earlier calls of the batch decided, the latest first")
  func appliesChanges() {
    var draft = draft
    draft.apply([.hub(admin, nil), .roster(admin, RosterRow(rows: 1)), .member(admin, member, .sample())])
    draft.apply([.roster(admin, RosterRow(rows: 2))])
    #expect(draft.hub(admin) == nil)
    #expect(draft.roster(admin) == RosterRow(rows: 2))
    #expect(draft.member(member, of: admin) == .sample())
    #expect(draft.isChanged(.hub(admin)) && draft.isChanged(.roster(admin)) && !draft.isChanged(.hub(member)))
  }

  @Test("expects of a row what the store has, not what the batch changed")
  func expectsFacts() {
    var draft = draft
    for _ in 0..<2 {
      #expect(draft.unchanged(.hub(admin)) == Expectation(.hub(admin), .unchanged(Revision(3))))
      #expect(draft.unchanged(.roster(admin)) == .absent(.roster(admin)))
      draft.apply([.hub(admin, nil), .roster(admin, RosterRow())])
    }
  }

  @Test("stops the program rather than guess at a row that its call did not name")
  func refusesUnnamedRows() async {
    await #expect(processExitsWith: .failure) {
      _ = Draft(region: .usEast1, quotas: Quotas(), facts: [:]).hub(account(1))
    }
  }

  @Test("an expectation holds of just the revisions it says")
  func expectations() {
    let key = RowKey.hub(admin)
    let one = Revision(1)
    #expect(Expectation.exists(key).holds(of: one) && !Expectation.exists(key).holds(of: nil))
    #expect(Expectation.absent(key).holds(of: nil) && !Expectation.absent(key).holds(of: one))
    let unchanged = Expectation(key, .unchanged(one))
    #expect(unchanged.holds(of: one) && !unchanged.holds(of: one.next) && !unchanged.holds(of: nil))
  }
}

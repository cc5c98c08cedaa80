import MusterCLI
import MusterModel
import Testing

@Suite struct AccountSelectionTests {
  @Test func everyAccountOnceInTheOrderGiven() throws {
    var selection = AccountSelection(try AccountArguments.accounts(["000000000002=a", "000000000001"]))
    selection.add(
      try AccountFile(name: "f", Array("000000000002\n000000000001,b\n000000000003\n000000000003\n".utf8)),
      for: try #require(AccountID("999999999999")))
    #expect(selection.accounts.map { "\($0.id)" } == ["000000000002", "000000000001", "000000000003"])
    #expect(selection.accounts.map(\.email) == ["a", nil, nil])
    #expect(
      selection.notes == [
        "Left out 3 repetitions: 000000000002 (line 1, after argument 1), "
          + "000000000001 (line 2, after argument 2 with another e-mail address), 000000000003 (line 4, after line 3)."
      ])
  }

  @Test func whatAFileListsAndIsNoMemberIsSkipped() throws {
    let text = """
      {"Accounts":[{"Id":"999999999999","Status":"ACTIVE"},{"Id":"000000000001","Status":"ACTIVE"},
      {"Id":"000000000002","Status":"SUSPENDED"},{"Id":"000000000003","Status":"PENDING_CLOSURE"}]}
      """
    var selection = AccountSelection()
    selection.add(try AccountFile(name: "f", Array(text.utf8)), for: try #require(AccountID("999999999999")))
    #expect(selection.accounts.map { "\($0.id)" } == ["000000000001"])
    #expect(
      selection.notes == [
        "Skipped the administrator's own account, 999999999999.",
        "Skipped 2 accounts that the organization does not have ACTIVE: 000000000002 (SUSPENDED), "
          + "000000000003 (PENDING_CLOSURE).",
      ])
  }

  @Test func nothingLeftOutNothingSaid() throws {
    #expect(AccountSelection(try AccountArguments.ids(["000000000002", "000000000001"])).notes.isEmpty)
  }
}

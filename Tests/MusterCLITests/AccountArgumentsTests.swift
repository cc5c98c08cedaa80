import MusterCLI
import MusterModel
import Testing

@Suite struct AccountArgumentsTests {
  @Test func anIDOrAnIDAndAnEmail() throws {
    let accounts = try AccountArguments.accounts(["000000000001", "000000000002=a=b@example.com"])
    #expect(accounts.map(\.email) == [nil, "a=b@example.com"])
    #expect(accounts.map(\.place) == ["argument 1", "argument 2"])
  }

  @Test(arguments: [
    ("1", "account id \"1\" is not 12 digits"),
    ("", "account id \"\" is not 12 digits"), ("1234567890123", "account id \"1234567890123\" is not 12 digits"),
    ("00000000000a", "account id \"00000000000a\" is not 12 digits"),
    ("000000000001\n", "account id \"000000000001\\n\" is not 12 digits"),
    ("=a@example.com", "account id \"\" is not 12 digits"),
    ("000000000001=", "the e-mail address is blank; leave it out or fill it in"),
  ])
  func othersAreRefused(argument: String, problem: String) {
    let failure = #expect(throws: Failure.self) { try AccountArguments.accounts(["000000000001", argument]) }
    #expect(failure?.ending == .usage)
    #expect(failure?.message == "The command line, argument 2: \(problem); nothing was sent.")
  }

  @Test func questionsTakeIDsOnly() {
    #expect(throws: Failure.self) { try AccountArguments.ids(["000000000001=a@example.com"]) }
    let failure = #expect(throws: Failure.self) { try AccountArguments.id("7x", of: "--account") }
    #expect(failure?.message == "--account: account id \"7x\" is not 12 digits; nothing was sent.")
  }
}

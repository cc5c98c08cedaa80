import MusterModel
import TestFixtures
import Testing

@testable import MusterCLI

@Suite struct AccountFileTests {
  @Test(arguments: [
    "000000000001,a@example.com\n000000000002\n",
    "account_id,email\n000000000001,a@example.com\n000000000002,\n",
    "\u{FEFF}Account_ID,EMAIL\r\n\r\n\"000000000001\",\"a@example.com\"\r\n000000000002",
    "\n \n000000000001,a@example.com\n\n000000000002,\"\"",
    #"{"Accounts":[{"Id":"000000000001","Email":"a@example.com","Status":"ACTIVE"},{"Id":"000000000002","State":"ACTIVE"}]}"#,
    """
    \u{FEFF}
    {"Accounts":[{"Id":"000000000001","Arn":"arn:aws:organizations::1:account/o-1/1","Email":"a@example.com",
      "Name":"One","Status":"ACTIVE","JoinedMethod":"CREATED","JoinedTimestamp":1577836800.123}],"NextToken":"more"}
    {"Accounts":[{"Id":"000000000002","Status":"ACTIVE","Email":null}],"NextToken":null}
    """,
  ])
  func bothFormats(text: String) throws {
    let file = try read(text)
    #expect(file.accounts.map { "\($0.id)" } == ["000000000001", "000000000002"])
    #expect(file.accounts.map(\.email) == ["a@example.com", nil])
    #expect(file.inactive.isEmpty)
  }

  @Test func emailsAreKeptByteForByte() throws {
    #expect(try read("000000000001, A+b@Example.COM ").accounts.first?.email == " A+b@Example.COM ")
    #expect(try read("000000000001,\"a\r\nb\"").accounts.first?.email == "a\r\nb")
  }

  @Test func onlyActiveAccountsAreTaken() throws {
    let file = try read(
      """
      {"Accounts":[{"Id":"000000000001","Status":"SUSPENDED"},{"Id":"000000000002","Status":"PENDING_CLOSURE"},
      {"Id":"000000000003","Status":"ACTIVE","State":"PENDING_ACTIVATION"},{"Id":"000000000004","Status":"ACTIVE"}]}
      """)
    #expect(file.inactive.map(\.state) == ["SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION"])
    #expect(file.accounts.map(\.place) == ["line 2"])
  }

  /// Each fault with its line; the file is refused as a whole.
  @Test(
    arguments: [
      (
        "12345678901,a@b\n",
        [
          "line 1: account id \"12345678901\" is not 12 digits (spreadsheets drop leading zeros: "
            + "format the column as text)"
        ]
      ),
      ("account_id\n1234567890123", ["line 2: account id \"1234567890123\" is not 12 digits"]),
      ("account_id\n 000000000001", ["line 2: account id \" 000000000001\" is not 12 digits"]),
      (
        "email,account_id\n000000000001,a",
        [
          "line 1: account id \"email\" is not 12 digits; a header reads account_id,email"
        ]
      ),
      ("000000000001,a,b", ["line 1: there are 3 fields; a line is account_id,email; a header reads account_id,email"]),
      (
        "000000000001\n# comment\n\n\"x",
        [
          "line 2: account id \"# comment\" is not 12 digits", "line 4: a quote is opened here and never closed",
        ]
      ),
      ("000000000001\n000000000002, \t", ["line 2: the e-mail address is blank; leave it out or fill it in"]),
      ("000000000001,a\u{0}b", ["line 1: the e-mail address holds a NUL character; a header reads account_id,email"]),
      (
        "000000000001\n000000000002," + String(repeating: "é", count: 513),
        [
          "line 2: the e-mail address has 1026 bytes; 1024 are allowed"
        ]
      ),
      ("000000000001\n０００００００００００２", ["line 2: account id \"０００００００００００２\" is not 12 digits"]),
      ("{\"Accounts\":[", ["line 1: the text ends where a value should stand"]),
      ("{\"Accounts\":\n[}", ["line 2: } stands where a value should"]),
      ("{}", ["line 1: Accounts is missing"]), ("[]", ["the document: must be an object, not a list"]),
      ("{\"Accounts\":{}}", ["line 1: Accounts must be a list, not an object"]),
      (
        "{\"Accounts\":[\n{\"Status\":\"ACTIVE\"},\n{\"Id\":\"000000000001\"},\n{\"Id\":1},{\"Id\":\"1\"},\n7]}",
        [
          "line 2: Accounts[0].Id is missing", "line 3: Accounts[1].Status is missing",
          "line 4: Accounts[2].Id must be a string, not a number",
          "line 4: Accounts[3].Id is \"1\", which is not an account id of 12 digits",
          "line 1: Accounts[4] must be an object, not a number",
        ]
      ),
      (
        "{\"Accounts\":[{\"Id\":\"000000000001\",\"Status\":\"ACTIVE\",\"Email\":\" \"}]}",
        [
          "line 1: Accounts[0].Email: the e-mail address is blank; leave it out or fill it in"
        ]
      ),
      (
        "{\"Accounts\":[{\"Id\":\"000000000001\",\"Status\":\"ACTIVE\"}]}\ngarbage",
        [
          "line 2: g stands where a value should"
        ]
      ),
      (
        "{\"Accounts\":[{\"Id\":\"000000000001\",\"Status\":\"ACTIVE\"}],\"NextToken\":\"t\"}",
        [
          "the end: the listing is not complete (NextToken); run `aws organizations list-accounts` without --max-items and "
            + "--no-paginate, or put all its pages into the file"
        ]
      ),
    ] as [(String, [String])])
  func faultsAreListed(text: String, details: [String]) {
    let failure = #expect(throws: Failure.self) { try read(text) }
    #expect(failure?.ending == .usage)
    if details.count == 1 {
      #expect(failure?.message == "accounts.txt, \(details[0]); nothing was sent.")
      #expect(failure?.details == [])
    } else {
      #expect(failure?.message == "accounts.txt has \(details.count) bad entries, so nothing was sent.")
      #expect(failure?.details == details)
    }
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}", "account_id,email\n", "{\"Accounts\":[]}"])
  func aFileWithoutAccountsIsRefused(text: String) {
    let failure = #expect(throws: Failure.self) { try read(text) }
    #expect(failure?.message == "accounts.txt lists no accounts, so nothing was sent.")
  }

  @Test func theListOfFaultsHasAnEnd() {
    let failure = #expect(throws: Failure.self) { try read(String(repeating: "x\n", count: 25)) }
    #expect(failure?.message == "accounts.txt has 20 bad entries or more, so nothing was sent.")
    #expect(failure?.details.last == "line 20: account id \"x\" is not 12 digits")
    let listing = "{\"Accounts\":[" + String(repeating: "7,", count: 25) + "7]}{}"
    #expect(throws: Failure.self) { try read(listing) }
    let commas = #expect(throws: Failure.self) { try read(String(repeating: ",", count: 1000)) }
    #expect(commas?.message == "accounts.txt, line 1: there are more than 100 fields; nothing was sent.")
  }

  @Test func otherEncodingsAreNamed() {
    let failure = #expect(throws: Failure.self) { try AccountFile(name: "a", [0xFF, 0xFE, 0x30, 0x00]) }
    #expect(failure?.message == "a is UTF-16, so nothing was sent.")
    #expect(throws: Failure.self) { try AccountFile(name: "a", [0x30, 0xE9, 0x0A]) }
  }

  @Test(arguments: [
    ("/nonexistent/accounts.csv", "/nonexistent/accounts.csv cannot be read: No such file or directory."),
    ("/", "/ cannot be read: Is a directory."),
    ("/dev/zero", "/dev/zero is larger than 64 MiB, so nothing was sent."),
    ("/dev/null", "/dev/null lists no accounts, so nothing was sent."),
  ])
  func filesThatAreNone(path: String, message: String) {
    let failure = #expect(throws: Failure.self) { try AccountFile.read(path) }
    #expect(failure?.ending == .usage)
    #expect(failure?.message == message)
  }

  /// Damaged at random, a listing is read or refused.
  @Test func damageNeverCrashes() {
    var generator = SplitMix(3)
    let listing = Array(
      #"{"Accounts":[{"Id":"000000000001","Email":"a@b","Status":"ACTIVE"},{"Id":"2","State":null}],"NextToken":"t"}"#
        .utf8)
    for _ in 0..<10_000 {
      var bytes = listing
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      do throws(Failure) {
        let file = try AccountFile(name: "f", bytes)
        #expect(!file.accounts.isEmpty || !file.inactive.isEmpty)
      } catch {
        #expect(error.ending == .usage)
      }
    }
  }

  private func read(_ text: String) throws(Failure) -> AccountFile {
    try AccountFile(name: "accounts.txt", Array(text.utf8))
  }
}

import MusterModel
import MusterProcess
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct CredentialsFileTests {
  private static let good = "[111111111111]\naws_access_key_id = AKIA1\naws_secret_access_key = s1\n"

  private func read(_ text: String) throws(StartError) -> CredentialsFile {
    try CredentialsFile(path: "f", bytes: Array(text.utf8))
  }

  private func problems(_ bytes: some Sequence<UInt8>) -> [String] {
    do {
      _ = try CredentialsFile(path: "f", bytes: Array(bytes))
      return []
    } catch {
      #expect(error.exitCode == 2)
      return error.messages
    }
  }

  @Test func readsAccounts() throws {
    let file = try read(
      """
      # for tests
      [default]
      aws_access_key_id = AKIA0

      [012345678901]
      aws_access_key_id = AKIA1
      aws_secret_access_key = a/b+c=d#e ; f
      ; none
      [222222222222]
        AWS_ACCESS_KEY_ID=AKIA2
        aws_secret_access_key : s2

        aws_session_token=t=2==
        x_security_token_expires = 2030-01-02T05:04:05+02:00
      region = eu-west-1
      [profile 333333333333]
      """)
    #expect(
      file.accounts == [
        "AKIA1": AccountCredentials(account: account(12_345_678_901), secret: Secret("a/b+c=d#e ; f")),
        "AKIA2": AccountCredentials(
          account: account(222_222_222_222), secret: Secret("s2"), sessionToken: Secret("t=2=="),
          expires: Timestamp(iso8601: "2030-01-02T03:04:05Z")),
      ])
    #expect(file.ignoredProfiles == ["default", "profile 333333333333"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func takesEveryLineEnd(end: String) throws {
    for text in [Self.good, "\u{FEFF}" + Self.good, String(Self.good.dropLast()), "\n\n" + Self.good] {
      #expect(try read(text.replacing("\n", with: end)).accounts["AKIA1"]?.secret == Secret("s1"))
    }
    let text = "#\(end)\(end)[111111111111\(end)"
    #expect(problems(text.utf8).last?.hasPrefix("f:3: stands before any profile") == true)
  }

  @Test(arguments: ["x_security_token_expires", "aws_session_expiration", "aws_expiration"])
  func readsWhenATokenEnds(key: String) throws {
    let file = try read(Self.good + "\(key) = 2030-01-02T03:04:05.000Z")
    #expect(file.accounts["AKIA1"]?.expires == Timestamp(iso8601: "2030-01-02T03:04:05Z"))
  }

  @Test func takesATokenUnderBothNames() throws {
    let file = try read(Self.good + "aws_security_token = t\naws_session_token = t\n")
    #expect(file.accounts["AKIA1"]?.sessionToken == Secret("t"))
  }

  /// What configparser takes for the value of another key is no account's.
  @Test func letsNestedSettingsBe() throws {
    let file = try read(Self.good + "s3 =\n  aws_access_key_id = AKIA2\n  max = 1\n\n  more = 2\nregion = x\n")
    #expect(file.accounts.keys.sorted() == ["AKIA1"])
  }

  @Test(arguments: [
    ("", "f:1: there is no account; add a profile named by its id of 12 digits, like [111111111111]"),
    ("[default]\naws_access_key_id = a\n", "f:1: there is no account;"),
    ("[11111111111]\n", "f:1: there is no account;"), ("[ 111111111111 ]", "f:1: there is no account;"),
    ("aws_access_key_id = a\n", "f:1: stands before any profile"),
    ("[111111111111]\n", "f:1: profile \"111111111111\": has no aws_access_key_id; add it"),
    (
      "[111111111111]\naws_access_key_id = a\n",
      "f:1: profile \"111111111111\": has no aws_secret_access_key; add it"
    ),
    (
      "[111111111111]\naws_access_key_id =\naws_secret_access_key = s",
      "f:2: profile \"111111111111\": aws_access_key_id is empty; write its value, or remove the line"
    ),
    (good + "aws_session_token = \n", "f:4: profile \"111111111111\": aws_session_token is empty"),
    (good + "x_security_token_expires = soon\n", "x_security_token_expires must be a time with its zone like 2030"),
    (good + "aws_expiration = 2030-01-02T03:04:05\n", "aws_expiration must be a time with its zone"),
    (
      good + "aws_expiration = 2030-01-02T03:04:05Z\nx_security_token_expires = 2030-01-02T03:04:05Z\n",
      "f:4: profile \"111111111111\": aws_expiration says the same as x_security_token_expires; keep one"
    ),
    (
      good + "aws_security_token = t\naws_session_token = u\n",
      "f:4: profile \"111111111111\": aws_security_token is not the same as aws_session_token; remove it"
    ),
    (good + good, "f:4: profile \"111111111111\": is there already, in line 1; keep one"),
    (good + "[x]\n[x]\n", "f:5: profile \"x\": is there already, in line 4; keep one"),
    (
      good + "AWS_secret_access_key = s\n",
      "f:4: profile \"111111111111\": aws_secret_access_key is there already, in line 3; keep one"
    ),
    (
      good + "[222222222222]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n",
      "f:4: profile \"222222222222\": has the aws_access_key_id of profile \"111111111111\"; give each account its own"
    ),
    (good + "hush\n", "f:4: profile \"111111111111\": is no key = value; write one, or remove the line"),
    (good + "= hush\n", "is no key = value"),
    (
      "[111111111111]\naws_access_key_id = a\n aws_secret_access_key = hush\n",
      "f:2: profile \"111111111111\": aws_access_key_id goes on in the next line, which is indented; put the value in one "
        + "line, and indent no key"
    ),
    (
      good + "region = x\n  [222222222222]\n",
      "f:5: profile \"111111111111\": is indented, so it continues the value above"
    ),
    (good + "[DEFAULT]\n", "f:4: some tools give what is in [DEFAULT] to every profile and some to none"),
    (good + "[]\n", "f:4: the profile has no name"), (good + "hush\u{0}\n", "f:4: has a NUL byte"),
    (
      good.replacing("AKIA1", with: "a/b"),
      "f:2: profile \"111111111111\": aws_access_key_id must be at most 128 letters"
    ),
    (good.replacing("AKIA1", with: String(repeating: "k", count: 129)), "must be at most 128 letters"),
    (
      good.replacing("s1", with: String(repeating: "s", count: 1025)),
      "aws_secret_access_key has 1025 bytes; at most 1024"
    ),
  ])
  func namesWhatIsWrong(text: String, message: String) {
    let messages = problems(text.utf8)
    #expect(messages.contains { $0.contains(message) }, "\(messages)")
    #expect(!messages.contains { $0.contains("hush") || $0.contains("s1") }, "\(messages)")
  }

  @Test func namesAllAtOnce() {
    let text = "x\n[111111111111]\n[222222222222]\naws_access_key_id = a\naws_expiration = never\n"
    #expect(
      problems(text.utf8) == [
        "f:1: stands before any profile; begin with [111111111111], the id of an account",
        "f:2: profile \"111111111111\": has no aws_access_key_id; add it",
        "f:2: profile \"111111111111\": has no aws_secret_access_key; add it",
        "f:3: profile \"222222222222\": has no aws_secret_access_key; add it",
        "f:5: profile \"222222222222\": aws_expiration must be a time with its zone like 2030-01-02T15:04:05Z",
      ])
    let many = problems(String(repeating: "x\n", count: 50).utf8)
    #expect(many.count == 21)
    #expect(many.last == "f: and 31 more")
  }

  @Test func saysWhereUTF8Ends() {
    #expect(problems(Self.good.utf8 + [0x23, 0xFF]) == ["f:4: is not UTF-8; save the file as UTF-8"])
    #expect(problems([0xC3]) == ["f:1: is not UTF-8; save the file as UTF-8"])
  }

  /// Half a file is an error, or has lost whole accounts or the end of its last value; it never gives one account the
  /// key of another.
  @Test func everyTruncationEndsWell() throws {
    let text = Self.good + "[222222222222]\naws_access_key_id = AKIA2\naws_secret_access_key = s2\n"
    for length in 0...text.utf8.count {
      guard let file = try? CredentialsFile(path: "f", bytes: Array(text.utf8.prefix(length))) else { continue }
      #expect(length >= Self.good.utf8.count - 2)
      #expect(file.accounts["AKIA1"]?.account == account(111_111_111_111))
      #expect(file.accounts.count <= 2)
    }
  }

  @Test func everyFlippedByteEndsWell() {
    let text = Array((Self.good + "  x\n[a]\r\nb:c\n").utf8)
    for index in text.indices {
      for byte: UInt8 in [0, 9, 10, 13, 0x20, 0x23, 0x3A, 0x3B, 0x3D, 0x5B, 0x5D, 0x85, 0xC3, 0xFF] {
        var bad = text
        bad[index] = byte
        _ = problems(bad)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "]", "[x]\n", "\n", "\r", " ", "=", "a=\n b", "[a]\na=\n b", "#"])
  func readsLongOnesShortly(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    #expect(!problems((text + "\n").utf8).isEmpty)
    #expect(problems((Self.good + "x = " + text).utf8).count <= 21)
  }
}

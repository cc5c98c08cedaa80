import MusterModel
import TestFixtures
import Testing

@Suite("Identities")
struct IdentityTests {
  @Test(
    "an account is twelve digits, leading zeros and all",
    arguments: ["000000000000", "000000000001", "012345678901", "111122223333", "999999999999"])
  func accountsRoundTrip(_ text: String) throws {
    let account = try #require(AccountID(text))
    #expect(account.description == text)
    #expect(AccountID(number: account.number) == account)
    #expect(account.number == UInt64(text))
  }

  @Test(
    "nothing else is an account",
    arguments: [
      "", " ", "0", "11112222333", "1111222233334", "11112222333 ", " 11112222333", "-11112222333", "+11112222333",
      "1111_222_333", "11112222333a", "1111٢٢٢٢3333", "１１１１２２２２３３３３", "111122223333\u{0}", "111122223333\n",
      "18446744073709551616", "0x0011112222",
    ])
  func refusesOtherAccounts(_ text: String) {
    #expect(AccountID(text) == nil)
  }

  @Test("accounts are ordered as their digits are")
  func accountsAreOrdered() {
    let accounts = [0, 1, 99, 100, 999_999_999_999].map { account($0) }
    #expect(accounts == accounts.shuffled().sorted())
    #expect(accounts.map(\.description) == accounts.map(\.description).sorted())
    #expect(AccountID(number: 1_000_000_000_000) == nil)
    #expect(AccountID(number: .max) == nil)
  }

  @Test("an invitation id is 32 lower-case hexadecimal digits")
  func invitationIDs() throws {
    for text in ["7ab938c5d52d7904ad09f9e7c20cc4eb", "08ba0680ccecf914912167d4fbd61d7b"]
      + ["0", "f", "a", "9"].map({
        String(repeating: $0, count: 32)
      })
    {
      #expect(try #require(InvitationID(text)).description == text)
    }
    #expect(InvitationID("0000000000000001" + "00000000000000ff") == InvitationID(high: 1, low: 255))
    for text in [
      "", "7ab938c5d52d7904ad09f9e7c20cc4e", "7ab938c5d52d7904ad09f9e7c20cc4ebb", "7AB938C5D52D7904AD09F9E7C20CC4EB",
      "7ab938c5-d52d-7904-ad09-f9e7c20cc4", "7ab938c5d52d7904ad09f9e7c20cc4eg", "7ab938c5d52d7904ad09f9e7c20cc4é",
      "0x7ab938c5d52d7904ad09f9e7c20cc4",
    ] { #expect(InvitationID(text) == nil) }
  }

  @Test("a new invitation id takes 128 random bits")
  func newInvitationIDs() {
    var generator = SystemRandomNumberGenerator()
    let ids = (0..<100).map { _ in InvitationID.random(using: &generator) }
    #expect(Set(ids).count == 100 && Set(ids.map(\.high)).count == 100 && Set(ids.map(\.low)).count == 100)
  }

  @Test("a Region's name has 1 to 32 characters of a-z, 0-9 and -")
  func regions() {
    for name in ["us-east-1", "ap-southeast-2", "us-gov-west-1", "0", "-", String(repeating: "z", count: 32)] {
      #expect(Region(name)?.name == name)
      #expect(Region(name)?.description == name)
    }
    for name in [
      "", "US-EAST-1", "us_east_1", "us east", "us-east-1\n", "é", "us-east-1\u{0}", String(repeating: "z", count: 33),
    ] { #expect(Region(name) == nil) }
    #expect(Region.usEast1 == Region("us-east-1"))
  }

  @Test(
    "a hub's ARN is in its Region's partition",
    arguments: [
      ("us-east-1", "aws"), ("eu-central-2", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-east-1", "aws-us-gov"),
      ("cn", "aws"), ("us-government", "aws"),
    ])
  func hubARNs(_ name: String, _ partition: String) {
    let tenant = TenantID(account(12), in: region(name))
    #expect(tenant.hubARN == "arn:\(partition):securityhub:\(name):000000000012:hub/default")
    #expect(tenant.isNamed(by: tenant.hubARN))
    #expect(tenant.isNamed(by: "arn:\(partition):securityhub:\(name)::hub/default"))
    for other in [
      "", "arn:\(partition):securityhub:\(name):000000000013:hub/default",
      "arn:\(partition):securityhub:xx-east-1:000000000012:hub/default",
      "arn:aws-iso:securityhub:\(name):000000000012:hub/default", "arn:\(partition):securityhub:\(name):hub/default",
      "\(tenant.hubARN) ", "arn:\(partition):securityhub:\(name):000000000012:hub/other",
    ] { #expect(!tenant.isNamed(by: other)) }
  }
}

import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

@Suite struct STSTests {
  private static let identity = """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
    <Arn>arn:aws:iam::111111111111:root</Arn><UserId>111111111111</UserId><Account>111111111111</Account>\
    </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
    """

  @Test(arguments: [
    ("", "Action=GetCallerIdentity&Version=2011-06-15"),
    ("", "Version=2011%2D06-15&Later=%zz&Action=GetCallerIdentit%79"),
    ("Action=GetCallerIdentity&Version=2011-06-15", ""), ("Version=2011-06-15", "Action=GetCallerIdentity"),
    ("X-Amz-Signature=x&Action=GetCallerIdentity&Version=2011-06-15", "%FF"),
  ])
  func whoAmI(query: String, body: String) {
    let answer = STS.answer(query: query, body: Array(body.utf8), for: .sample, requestID: "r")
    #expect(answer.text == Self.identity)
    #expect(answer.status == 200)
    #expect(answer.fields == Self.fields)
  }

  private static let fields = [
    Answer.Field(name: "Content-Type", value: "text/xml"), Answer.Field(name: "x-amzn-RequestId", value: "r"),
  ]

  @Test(arguments: [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("eu-west-1", "aws")])
  func thePartitionIsTheRegions(name: String, partition: String) {
    var caller = Caller.sample
    caller.region = region(name)
    caller.account = account(7)
    #expect(CallerIdentity(caller).arn == "arn:\(partition):iam::000000000007:root")
    #expect(CallerIdentity(caller).account == "000000000007")
  }

  @Test(arguments: [
    (
      "", "MissingAction",
      "Action is missing; send Action=GetCallerIdentity&amp;Version=2011-06-15, alone or as a form."
    ),
    (
      "Action=Assume%3CRole%3E%26+%2B&Version=2011-06-15", "InvalidAction",
      "Could not find operation &quot;Assume&lt;Role&gt;&amp; +&quot; for version &quot;2011-06-15&quot;; Muster has "
        + "GetCallerIdentity for version 2011-06-15."
    ),
    (
      "Action=GetCallerIdentity", "InvalidAction",
      "Could not find operation &quot;GetCallerIdentity&quot; for version NO_VERSION_SPECIFIED; Muster has "
        + "GetCallerIdentity for version 2011-06-15."
    ),
    (
      "Action=getcalleridentity&Version=2011-06-16", "InvalidAction",
      "Could not find operation &quot;getcalleridentity&quot; for version &quot;2011-06-16&quot;; Muster has "
        + "GetCallerIdentity for version 2011-06-15."
    ),
  ])
  func whatSTSDoesNotKnow(body: String, code: String, message: String) {
    let answer = STS.answer(query: "", body: Array(body.utf8), for: .sample, requestID: "r")
    #expect(answer.text == Self.error("Sender", code, message))
    #expect(answer.status == 400)
    #expect(answer.fields == Self.fields)
  }

  private static func error(_ type: String, _ code: String, _ message: String) -> String {
    """
    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>\(type)</Type><Code>\(code)</Code>\
    <Message>\(message)</Message></Error><RequestId>r</RequestId></ErrorResponse>
    """
  }

  @Test(arguments: [
    (AWSError.Code.missingAuthenticationToken, 403, "Sender", "MissingAuthenticationToken"),
    (.incompleteSignature, 403, "Sender", "IncompleteSignature"),
    (.unrecognizedClient, 403, "Sender", "InvalidClientTokenId"),
    (.invalidSignature, 403, "Sender", "SignatureDoesNotMatch"), (.expiredToken, 403, "Sender", "ExpiredToken"),
    (.requestEntityTooLarge, 413, "Sender", "RequestEntityTooLarge"),
    (.internal, 500, "Receiver", "InternalFailure"), (.serviceUnavailable, 503, "Receiver", "ServiceUnavailable"),
  ])
  func refusalsAreXML(code: AWSError.Code, status: Int, type: String, name: String) {
    let answer = STS.refusal(AWSError(code, "a<b>'&\"\u{0}\u{B}\r\n"), requestID: "r")
    #expect(answer.text == Self.error(type, name, "a&lt;b&gt;&apos;&amp;&quot;\u{FFFD}\u{FFFD}&#13;\n"))
    #expect(answer.status == status)
    #expect(answer.fields == Self.fields)
  }

  @Test func whatIsShownIsBounded() {
    let body = "Version=1&Action=" + String(repeating: "x", count: 100_000)
    #expect(STS.answer(query: "", body: Array(body.utf8), for: .sample, requestID: "r").body.count < 1000)
  }
}

extension Answer {
  fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

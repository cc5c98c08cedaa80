import TestFixtures

@testable import MusterGateway

/// What clients send to 127.0.0.1:8411: made by boto3 1.43 with its clock at 2015-08-30T12:36:00Z, the last two by hand.
/// All are by AKIDEXAMPLE, in eu-west-1.
struct ClientVector: Sendable {
  var name: String
  var service: SigningService
  var head: RequestHead
  var body: String
  var hasToken: Bool

  static let token = "FwoGZXIvYXdzEXAMPLE/token+with=signs=="

  init(
    _ name: String, _ service: SigningService, _ line: String, _ headers: [(String, String)] = [], body: String = "",
    token: Bool = false, signed: String? = nil, _ signature: String = ""
  ) {
    self.name = name
    self.service = service
    self.body = body
    hasToken = token
    let words = line.split(separator: " ", maxSplits: 1)
    var fields = [("host", "127.0.0.1:8411"), ("user-agent", "Boto3")].map { Headers.Field(name: $0.0, value: $0.1) }
    fields += headers.map { Headers.Field(name: $0.0, value: $0.1) }
    if let signed {
      if !headers.contains(where: { $0.0 == "date" }) {
        fields.append(Headers.Field(name: "x-amz-date", value: "20150830T123600Z"))
      }
      if token { fields.append(Headers.Field(name: "x-amz-security-token", value: Self.token)) }
      let credential = "AKIDEXAMPLE/20150830/eu-west-1/\(service.name)/aws4_request"
      fields.append(
        Headers.Field(
          name: "authorization",
          value: "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=\(signed), Signature=\(signature)"))
    }
    head = RequestHead(method: String(words[0]), target: String(words[1]), headers: Headers(fields))
  }

  static let all = [
    ClientVector(
      "DescribeHub", .securityHub, "GET /accounts", signed: "host;x-amz-date",
      "6e8ac0592c115434fc7d0ee737c5f2fedae43ed99cba4a7c066f7d6eb4cb555c"),
    ClientVector(
      "DescribeHub with an ARN and a token", .securityHub,
      "GET /accounts?HubArn=arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault", token: true,
      signed: "host;x-amz-date;x-amz-security-token",
      "fc606cbd52b4038ae905efe45a330bcee304578ad5b29f5b2eaf8fae305da1f2"),
    ClientVector(
      "ListMembers", .securityHub, "GET /members?OnlyAssociated=false&MaxResults=50&NextToken=a%2Bb%2Fc%3D",
      signed: "host;x-amz-date",
      "0c02eb05522f899dec887522e2610dabd5508395bfd70bfd7b77d62d74d87a4e"),
    ClientVector(
      "CreateMembers", .securityHub, "POST /members", [("content-type", "application/json"), ("content-length", "83")],
      body: #"{"AccountDetails": [{"AccountId": "222222222222", "Email": "r\u00e9@example.com"}]}"#,
      signed: "content-type;host;x-amz-date",
      "e299d26695c282713975723cdd3079cd2a290fe8800026361f4590d0d652a7cf"),
    ClientVector(
      "ListTagsForResource", .securityHub,
      "GET /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault", signed: "host;x-amz-date",
      "1233d669d215adf60edf5dcf2130a8da651b4195172060f83dc6f921f11f5fa4"),
    ClientVector(
      "UntagResource", .securityHub,
      "DELETE /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault?tagKeys=team%20b"
        + "&tagKeys=a%2Fb&tagKeys=a-b&tagKeys=%C3%BC~", [("content-length", "0")], signed: "host;x-amz-date",
      "5ba4304025517cca627ba91218b825a7aba603ee8383c5a51bd0664298585b83"),
    ClientVector(
      "DisassociateFromMasterAccount", .securityHub, "POST /master/disassociate", [("content-length", "0")],
      signed: "host;x-amz-date",
      "466349d9277be64a798f64004143881db205a62b3cfe4ad9fe0a698b3b14640b"),
    ClientVector(
      "UpdateSecurityHubConfiguration", .securityHub, "PATCH /accounts",
      [("content-type", "application/json"), ("content-length", "29")], body: #"{"AutoEnableControls": false}"#,
      token: true, signed: "content-type;host;x-amz-date;x-amz-security-token",
      "596f3bfdb05edfc68a6349a3ccd077d87832a66874885e70bb95d2e9e3481697"),
    ClientVector(
      "GetCallerIdentity", .sts, "POST /",
      [("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("content-length", "43")],
      body: #"Action=GetCallerIdentity&Version=2011-06-15"#, signed: "content-type;host;x-amz-date",
      "49dbbf08122543a2526f9c351c435b4e84068a651594e269bd64a90485482fb5"),
    ClientVector(
      "a Date header", .securityHub, "GET /accounts", [("date", "Sun, 30 Aug 2015 12:36:00 -0000")],
      signed: "date;host",
      "dadee14b44184adbb509143fd328bbd8b7628097cd78c004c1c524fe9e8a7a4f"),
    ClientVector(
      "presigned GetCallerIdentity", .sts,
      "GET /?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credent"
        + "ial=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Ex"
        + "pires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=82c1ab455c73b487985286ce5749c8e8e543ff63930133"
        + "8c38e0799a65964c6a", [("accept-encoding", "identity")]),
    ClientVector(
      "presigned GetCallerIdentity with a token", .sts,
      "GET /?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credent"
        + "ial=AKIDEXAMPLE%2F20150830%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Ex"
        + "pires=60&X-Amz-SignedHeaders=host&X-Amz-Security-Token=FwoGZXIvYXdzEXAMPLE%2Ftoken%2Bwith%3Dsign"
        + "s%3D%3D&X-Amz-Signature=57497451350db96590f22521cfdbe8db25038c6855ca096b71a14e84a22145d1",
      [("accept-encoding", "identity")], token: true),
    ClientVector(
      "aws-sdk-go-v2's order", .securityHub,
      "DELETE /tags/arn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111111111111%3Ahub%2Fdefault?tagKeys=a-b&tagK"
        + "eys=a%2Fb", signed: "host;x-amz-date",
      "acf38bac9cd2e4292404f9aa6edb66c97ebd464d146df4d365e6a30845d869c0"),
    ClientVector(
      "an ARN that is not encoded", .securityHub, "GET /tags/arn:aws:securityhub:eu-west-1:111111111111:hub/default",
      signed: "host;x-amz-date",
      "7c4e9da3bc629d219ba56f54a492b6217e554df0ae37a18b3eb5bf557b24b45d"),
  ]
}

import MusterModel
import TestFixtures

@testable import MusterGateway

extension Caller {
  static let sample = Caller(
    account: TestFixtures.account(111_111_111_111), region: .usEast1, accessKeyID: "AKIDEXAMPLE")
}

let hubARN = "arn:aws:securityhub:us-east-1:111111111111:hub/default"
/// As SDKs put it into a path.
let encodedHubARN = "arn%3Aaws%3Asecurityhub%3Aus-east-1%3A111111111111%3Ahub%2Fdefault"

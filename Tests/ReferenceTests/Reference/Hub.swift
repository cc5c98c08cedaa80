import MusterModel

/// An account's subscription in one Region.
struct Hub {
  let account: AccountID
  let region: Region
  let subscribedAt: Timestamp
  var autoEnableControls = true
  var generator: ControlFindingGenerator
  var tags: [String: String]

  var arn: String { arn(of: "\(account)") }

  /// The same with another account's digits, or with none (spec 4.10).
  func arn(of account: String) -> String {
    let partition = region.name.hasPrefix("cn-") ? "aws-cn" : region.name.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    return "arn:\(partition):securityhub:\(region.name):\(account):hub/default"
  }
}

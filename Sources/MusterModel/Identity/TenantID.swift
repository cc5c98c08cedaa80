/// Names a tenant: one account in one Region.
public struct TenantID: Hashable, Sendable {
  public let account: AccountID
  public let region: Region

  public init(_ account: AccountID, in region: Region) {
    self.account = account
    self.region = region
  }

  /// The ARN of this tenant's hub, whether or not it is enabled (spec 4.10).
  public var hubARN: String { "arn:\(region.partition):securityhub:\(region):\(account):hub/default" }

  /// Whether `arn` means this tenant's hub. An empty account segment means the caller (spec D22): Terraform
  /// sends it when it was told not to ask for the account.
  public func isNamed(by arn: String) -> Bool {
    arn == hubARN || arn == "arn:\(region.partition):securityhub:\(region)::hub/default"
  }
}

extension TenantID: CustomStringConvertible {
  public var description: String { "\(account) in \(region)" }
}

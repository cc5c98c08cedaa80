/// The keys of a profile that we read.
enum CredentialsKey: String, CaseIterable {
  case accessKeyID = "aws_access_key_id"
  case secretAccessKey = "aws_secret_access_key"
  case sessionToken = "aws_session_token"
  /// botocore's first name for the same; some tools write both.
  case securityToken = "aws_security_token"
  /// AWS has no key for when a session token ends. saml2aws, granted and okta-aws-cli write this one,
  case securityTokenExpires = "x_security_token_expires"
  /// awsaml and home-made scripts this one,
  case sessionExpiration = "aws_session_expiration"
  /// and aws-azure-login this one.
  case expiration = "aws_expiration"

  static let expirations = [securityTokenExpires, sessionExpiration, expiration]
}

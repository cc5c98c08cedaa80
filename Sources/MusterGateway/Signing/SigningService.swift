/// The service that a signature is for, as the credential scope names it.
struct SigningService: Hashable, Sendable {
  var name: String

  static let securityHub = SigningService(name: "securityhub")
  static let sts = SigningService(name: "sts")
}

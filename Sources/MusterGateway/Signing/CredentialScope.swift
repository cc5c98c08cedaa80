internal import MusterModel

/// Whose key made a signature, and for what it is good: `AKIDEXAMPLE/20150830/us-east-1/service/aws4_request`.
struct CredentialScope: Sendable {
  var accessKeyID: String
  /// `20150830`.
  var date: String
  var region: Region

  /// - Throws: also where the signature is for another service.
  init(_ text: String, for service: SigningService) throws(AWSError) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 5, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard parts.count == 5 else {
      throw AWSError(
        .incompleteSignature,
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got \(shown(text))"
      )
    }
    guard (1...Limits.accessKeyIDBytes).contains(parts[0].utf8.count) else {
      throw AWSError(
        .incompleteSignature,
        "The access key id in the Credential has \(parts[0].utf8.count) bytes; it must have 1 to "
          + "\(Limits.accessKeyIDBytes).")
    }
    guard parts[4] == Self.terminator else {
      throw AWSError(
        .incompleteSignature,
        "Credential should be scoped with a valid terminator: '\(Self.terminator)', not \(shown(parts[4])).")
    }
    guard let region = Region(parts[2]) else {
      throw AWSError(
        .incompleteSignature,
        "Credential should be scoped to a valid Region, not \(shown(parts[2])): 1 to 32 of a-z, 0-9 and '-', e.g. us-east-1."
      )
    }
    guard parts[3] == service.name else {
      throw AWSError(
        .invalidSignature,
        "Credential should be scoped to correct service: '\(service.name)', not \(shown(parts[3])). This address serves "
          + "securityhub and sts; set AWS_ENDPOINT_URL_SECURITYHUB and AWS_ENDPOINT_URL_STS to it, not AWS_ENDPOINT_URL."
      )
    }
    accessKeyID = parts[0]
    date = parts[1]
    self.region = region
  }

  static let terminator = "aws4_request"
}

internal import Crypto
internal import MusterModel

/// Tells by its signature, AWS's version 4, from whom a request is.
///
/// In two steps, so that strangers cannot make us hold their bodies: ``claim(_:service:at:)`` judges what stands before
/// the body, ``verify(_:body:)`` the signature, which is over all of it. New credentials are a new verifier, which knows
/// no key of the old one's.
struct SignatureVerifier: Sendable {
  enum Policy: Sendable {
    /// A signature by one of these.
    case credentials(CredentialsFile)
    /// Any signature of any date, or none; the access key id is the account's.
    case anySignature
  }

  let policy: Policy
  private let keys = DerivedKeys()

  init(_ policy: Policy) { self.policy = policy }

  // MARK: Before the body

  func claim(_ head: RequestHead, service: SigningService, at now: Timestamp) throws(AWSError) -> SignedClaim {
    let query = try CanonicalQuery(head.query)
    let parts = try SignatureParts.find(in: head, query)
    let payload = try PayloadHash(head.headers)
    switch policy {
    case .anySignature:
      let scope = try CredentialScope(parts.credential, for: service)
      return try SignedClaim(claimed: Self.callerNamed(by: scope), evidence: nil)
    case .credentials(let file):
      let (signedHeaders, signature, date) = try parts.whole()
      let scope = try CredentialScope(parts.credential, for: service)
      let time = try SignatureTime(date, expires: parts.expires, of: scope)
      let request = CanonicalRequest(
        method: head.method, path: head.path, query: query, headers: head.headers,
        signedHeaders: try SignedHeaders(signedHeaders))
      let signatureBytes = try Self.bytes(ofSignature: signature)
      let credentials = try file.credentials(of: scope.accessKeyID, with: parts.sessionToken, at: now)
      try time.check(at: now)
      try request.signedHeaders.check(head.headers)
      try payload.refuseUnsigned()
      return SignedClaim(
        claimed: Caller(account: credentials.account, region: scope.region, accessKeyID: scope.accessKeyID),
        evidence: SignedClaim.Evidence(
          request: request, payload: payload, signature: signatureBytes, time: time.text,
          key: DerivedKeys.Name(
            secret: credentials.secret, date: scope.date, region: scope.region, service: service)))
    }
  }

  private static func callerNamed(by scope: CredentialScope) throws(AWSError) -> Caller {
    guard let account = AccountID(scope.accessKeyID) else {
      throw AWSError(
        .unrecognizedClient,
        "The access key id is \(shown(scope.accessKeyID)); with --insecure-any-signature it must be the account's id of 12 "
          + "digits.")
    }
    return Caller(account: account, region: scope.region, accessKeyID: scope.accessKeyID)
  }

  private static func bytes(ofSignature text: String) throws(AWSError) -> [UInt8] {
    guard let bytes = CanonicalText.hash(text) else {
      throw AWSError(
        .incompleteSignature,
        "The Signature has \(text.utf8.count) bytes; it must be 64 lower-case hexadecimal digits.")
    }
    return bytes
  }

  // MARK: With the body

  func verify(_ claim: SignedClaim, body: some Collection<UInt8>) throws(AWSError) -> Caller {
    guard let evidence = claim.evidence else { return claim.claimed }
    let payload = SHA256.digest(of: body)
    if case .sent(let hash) = evidence.payload, hash != payload {
      throw AWSError(
        .invalidSignature,
        "The provided 'x-amz-content-sha256' header does not match what was computed of the body; see whether a proxy "
          + "changed it.")
    }
    let knownKey = keys.known(evidence.key)
    let key = knownKey ?? evidence.key.derived()
    guard evidence.isSigned(by: key, payload) else { throw evidence.mismatch(payload) }
    if knownKey == nil { keys.keep(key, for: evidence.key) }
    return claim.claimed
  }

  /// How many keys are kept.
  var keptKeys: Int { keys.count }
}

extension SignedClaim.Evidence {
  func isSigned(by key: SymmetricKey, _ payload: [UInt8]) -> Bool {
    if isSigned(by: key, payload, .sorted) { return true }
    return !request.query.isSorted && isSigned(by: key, payload, .asSent)
  }

  private func isSigned(by key: SymmetricKey, _ payload: [UInt8], _ order: CanonicalQuery.Order) -> Bool {
    let text = stringToSign(request.bytes(payload: payload, order))
    // Takes as long for one wrong byte as for all.
    return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: text, using: key)
  }

  private func stringToSign(_ canonicalRequest: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(192)
    text += SignatureParts.algorithm.utf8
    text.append(UInt8(ascii: "\n"))
    text += time.utf8
    text.append(UInt8(ascii: "\n"))
    text += key.date.utf8
    for part in [key.region.name, key.service.name, CredentialScope.terminator] {
      text.append(UInt8(ascii: "/"))
      text += part.utf8
    }
    text.append(UInt8(ascii: "\n"))
    CanonicalText.appendHexadecimal(SHA256.digest(of: canonicalRequest), to: &text)
    return text
  }

  /// In AWS's words, with what we have made of the request: the rest of what is signed the client knows, and its secrets
  /// are left out.
  func mismatch(_ payload: [UInt8]) -> AWSError {
    let whole = request.bytes(payload: payload, .sorted)
    let hidden = request.bytes(payload: payload, .sorted, hidingTokens: true)
    let canonical = String(decoding: hidden.prefix(Limits.shownCanonicalBytes), as: UTF8.self)
    let isCut = hidden.count > Limits.shownCanonicalBytes
    return AWSError(
      .invalidSignature,
      """
      The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key \
      and signing method. Consult the service documentation for details.

      The Canonical String for this request should have been
      '\(canonical)\(isCut ? "…" : "")'

      The String-to-Sign should have been
      '\(String(decoding: stringToSign(whole), as: UTF8.self))'
      """)
  }
}

/// What a request says of who sent it, checked as far as that can be without its body.
struct SignedClaim: Sendable {
  /// Whom the request claims to be from. ``SignatureVerifier/verify(_:body:)`` says whether it is.
  let claimed: Caller
  /// Nil where no signature is asked for.
  let evidence: Evidence?

  struct Evidence: Sendable {
    var request: CanonicalRequest
    var payload: PayloadHash
    var signature: [UInt8]
    var time: String
    var key: DerivedKeys.Name
  }
}

/// A claim holds a key and perhaps a session token: shown are neither.
extension SignedClaim: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "a claim to be \(claimed.account) in \(claimed.region)" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["claimed": claimed]) }
}

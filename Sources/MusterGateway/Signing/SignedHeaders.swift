/// The headers that a signature is over: `host;x-amz-date`.
struct SignedHeaders: Sendable {
  /// As the client wrote it.
  let text: String
  /// In lower case, sorted, none twice.
  let names: [String]

  init(_ text: String) throws(AWSError) {
    let names = text.utf8.split(
      separator: UInt8(ascii: ";"), maxSplits: Limits.signedHeaders, omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    guard names.count <= Limits.signedHeaders else {
      throw AWSError(
        .incompleteSignature, "SignedHeaders has more than \(Limits.signedHeaders) names; sign fewer headers.")
    }
    guard names.allSatisfy(Self.isName), zip(names, names.dropFirst()).allSatisfy({ Self.precedes($0, $1) }) else {
      throw AWSError(
        .incompleteSignature,
        "SignedHeaders is \(shown(text)); it must be names of headers in lower case, sorted, each once, with ';' between "
          + "them.")
    }
    guard names.contains("host") else {
      throw AWSError(.incompleteSignature, "'Host' must be a 'SignedHeader' in the AWS Authorization; sign it too.")
    }
    self.text = text
    self.names = names
  }

  /// What AWS asks to be signed is: the host, and every `x-amz-…` header that was sent. Not the Content-Type: it changes
  /// nothing in how we read a request, and some clients add one after they have signed (curl -d).
  func check(_ headers: Headers) throws(AWSError) {
    for field in headers.fields where field.name.hasPrefix("x-amz-") && !names.contains(field.name) {
      throw AWSError(
        .invalidSignature,
        "There were headers present in the request which were not signed: \(shown(field.name)). Name it in SignedHeaders, "
          + "or do not send it.")
    }
    for name in names where !headers.fields.contains(where: { $0.name == name }) {
      throw AWSError(
        .invalidSignature,
        "SignedHeaders names \(shown(name)), which the request does not have; send it, or see whether a proxy took it out."
      )
    }
  }

  /// A token of HTTP, in lower case.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// A signature's parts as the client wrote them, and where: in the Authorization header, or in the query of a presigned
/// URL.
struct SignatureParts {
  enum Place {
    case header
    case query
  }

  var place: Place
  var credential: String
  /// Nil where there are none, which only a policy that asks for no signature takes.
  var signedHeaders: String?
  var signature: String?
  var date: Date?
  /// Of a presigned URL, in seconds.
  var expires: String?
  var sessionToken: String?

  enum Date {
    /// Of `X-Amz-Date`.
    case signing(String)
    /// Of a Date header.
    case http(String)
  }

  static let algorithm = "AWS4-HMAC-SHA256"

  // MARK: Finding it

  /// - Throws: MissingAuthenticationToken where there is none, IncompleteSignature where there is none whole.
  static func find(in head: RequestHead, _ query: CanonicalQuery) throws(AWSError) -> SignatureParts {
    guard head.headers.fields.count <= Limits.headerFields else {
      throw AWSError(
        .incompleteSignature, "The request has more than \(Limits.headerFields) header fields; send fewer.")
    }
    let authorizations = head.headers.values(of: "authorization")
    let isPresigned = try isPresigned(query)
    switch (authorizations.count, isPresigned) {
    case (0, false):
      throw AWSError(.missingAuthenticationToken, "Missing Authentication Token")
    case (0, true):
      return try SignatureParts(query)
    case (1, false):
      return try SignatureParts(authorization: authorizations[0], head.headers)
    case (_, false):
      throw AWSError(.incompleteSignature, "The request has \(authorizations.count) Authorization headers; send one.")
    case (_, true):
      throw AWSError(
        .incompleteSignature,
        "Only one auth mechanism allowed: the request has both an Authorization header and a signature in its query; "
          + "send one of them.")
    }
  }

  private static func isPresigned(_ query: CanonicalQuery) throws(AWSError) -> Bool {
    for name in ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"] where try query.value(of: name) != nil {
      return true
    }
    return false
  }

  // MARK: The header

  private init(authorization text: String, _ headers: Headers) throws(AWSError) {
    guard text.utf8.count <= Limits.authorizationBytes else {
      throw AWSError(
        .incompleteSignature,
        "The Authorization header has more than \(Limits.authorizationBytes) bytes; sign fewer headers.")
    }
    let end = text.utf8.firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
    // The rest of an unknown scheme may be a password: it is not repeated.
    guard text[..<end] == Self.algorithm else {
      throw AWSError(
        .incompleteSignature,
        "The Authorization header begins with \(shown(text[..<end])); sign with '\(Self.algorithm)'.")
    }
    let parts = try Self.parts(text[end...])
    guard let credential = parts[0] else { throw Self.missing(["Credential"]) }
    place = .header
    self.credential = credential
    signedHeaders = parts[1]
    signature = parts[2]
    sessionToken = try headers.only("x-amz-security-token")
    date = try headers.only("x-amz-date").map { .signing($0) }
    if date == nil { date = try headers.only("date").map { .http($0) } }
  }

  /// `Credential=…, SignedHeaders=…, Signature=…`, in any order; their values in that one.
  private static func parts(_ text: Substring) throws(AWSError) -> [String?] {
    let names = ["Credential", "SignedHeaders", "Signature"]
    var values: [String?] = [nil, nil, nil]
    let parts = text.utf8.split(separator: UInt8(ascii: ","), maxSplits: names.count, omittingEmptySubsequences: false)
    for part in parts {
      let part = part.withoutSpaces
      let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let name = Substring(part[..<end])
      let value = Substring(part[end...].dropFirst())
      guard let index = names.firstIndex(where: { $0 == name }), !value.isEmpty, values[index] == nil else {
        throw AWSError(
          .incompleteSignature,
          "\(shown(name)) is not a valid part of the Authorization header; it must have Credential=…, SignedHeaders=… and "
            + "Signature=…, each once.")
      }
      values[index] = String(value)
    }
    return values
  }

  // MARK: The query

  private init(_ query: CanonicalQuery) throws(AWSError) {
    let algorithm = try query.value(of: "X-Amz-Algorithm")
    guard let credential = try query.value(of: "X-Amz-Credential"), algorithm != nil else {
      throw Self.missing([algorithm == nil ? "X-Amz-Algorithm" : "X-Amz-Credential"], in: .query)
    }
    guard algorithm == Self.algorithm else {
      throw AWSError(
        .incompleteSignature, "X-Amz-Algorithm is \(shown(algorithm ?? "")); sign with '\(Self.algorithm)'.")
    }
    place = .query
    self.credential = credential
    signedHeaders = try query.value(of: "X-Amz-SignedHeaders")
    signature = try query.value(of: "X-Amz-Signature")
    date = try query.value(of: "X-Amz-Date").map { .signing($0) }
    expires = try query.value(of: "X-Amz-Expires")
    sessionToken = try query.value(of: "X-Amz-Security-Token")
  }

  // MARK: What is missing

  /// The parts that a signature needs beside the credential.
  func whole() throws(AWSError) -> (signedHeaders: String, signature: String, date: Date) {
    guard let signedHeaders, let signature, let date else {
      var names: [String] = []
      let prefix = place == .query ? "X-Amz-" : ""
      if signedHeaders == nil { names.append(prefix + "SignedHeaders") }
      if signature == nil { names.append(prefix + "Signature") }
      if date == nil { names.append("X-Amz-Date") }
      throw Self.missing(names, in: place)
    }
    return (signedHeaders, signature, date)
  }

  /// In AWS's words.
  private static func missing(_ names: [String], in place: Place = .header) -> AWSError {
    let sentences = names.map { name in
      switch place {
      case .query:
        "AWS query-string parameters must include '\(name)'. Re-examine the query-string parameters."
      case .header where name == "X-Amz-Date":
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
      case .header:
        "Authorization header requires '\(name)' parameter."
      }
    }
    return AWSError(.incompleteSignature, sentences.joined(separator: " "))
  }
}

extension Headers {
  /// The value of a header that may be sent once.
  fileprivate func only(_ name: String) throws(AWSError) -> String? {
    let values = values(of: name)
    guard values.count <= 1 else {
      throw AWSError(.incompleteSignature, "The request has \(values.count) '\(name)' headers; send one.")
    }
    return values.first
  }
}

extension Substring.UTF8View {
  fileprivate var withoutSpaces: Substring.UTF8View {
    var rest = drop { $0 == UInt8(ascii: " ") }
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    return rest
  }
}

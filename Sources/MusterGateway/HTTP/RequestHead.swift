/// What stands before a request's body, byte for byte as the client sent it: a signature is over that.
struct RequestHead: Hashable, Sendable {
  /// `POST`; case-sensitive.
  var method: String
  /// The path, still percent-encoded: `/tags/arn%3Aaws…`.
  var path: String
  /// What follows the question mark, still encoded; empty without one.
  var query: String
  var headers: Headers

  init(method: String, target: String, headers: Headers = Headers()) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers
  }
}

/// Header fields in the order they came, those that were sent twice twice.
struct Headers: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    /// In lower case.
    var name: String
    /// Without the white space around it.
    var value: String
  }

  var fields: [Field]

  init(_ fields: [Field] = []) { self.fields = fields }

  /// Of a name in lower case: every value, in order.
  func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The only value of that name; nil where there is none, or more than one.
  func single(_ name: String) -> String? {
    let values = values(of: name)
    return values.count == 1 ? values[0] : nil
  }
}

/// The parts of a request that are signed, in the spelling that both sides agree on.
struct CanonicalRequest: Sendable {
  var method: String
  var path: String
  var query: CanonicalQuery
  var headers: Headers
  var signedHeaders: SignedHeaders

  /// For the eyes of a developer, values that are secrets are hidden.
  func bytes(payload: [UInt8], _ order: CanonicalQuery.Order, hidingTokens: Bool = false) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    text += method.utf8
    text.append(newline)
    CanonicalPath.append(path, to: &text)
    text.append(newline)
    query.append(to: &text, in: order, hidingTokens: hidingTokens)
    text.append(newline)
    appendHeaders(to: &text, hidingTokens: hidingTokens)
    text.append(newline)
    text += signedHeaders.text.utf8
    text.append(newline)
    CanonicalText.appendHexadecimal(payload, to: &text)
    return text
  }

  /// A header that was sent several times is one, with all values in the order they came.
  private func appendHeaders(to text: inout [UInt8], hidingTokens: Bool) {
    for name in signedHeaders.names {
      text += name.utf8
      text.append(UInt8(ascii: ":"))
      if hidingTokens, Self.secretHeaders.contains(name) {
        text += Secret.hidden.utf8
      } else {
        appendValues(of: name, to: &text)
      }
      text.append(newline)
    }
  }

  private func appendValues(of name: String, to text: inout [UInt8]) {
    var isFirst = true
    for field in headers.fields where field.name == name {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      CanonicalText.appendFolded(field.value, to: &text)
    }
  }

  private static let secretHeaders: Set = ["x-amz-security-token", "authorization", "proxy-authorization", "cookie"]
}

private let newline = UInt8(ascii: "\n")

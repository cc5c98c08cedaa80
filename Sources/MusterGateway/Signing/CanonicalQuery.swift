/// A query as signatures see it.
///
/// A plus sign is one: no client of AWS writes it for a space, and who means a plus sign may leave it as it is.
struct CanonicalQuery: Sendable {
  struct Parameter: Sendable {
    /// In their canonical spelling.
    var name: [UInt8]
    var value: [UInt8]
  }

  /// As they were sent.
  private var parameters: [Parameter] = []

  init(_ query: String) throws(AWSError) {
    guard !query.isEmpty else { return }
    let parts = query.utf8.split(
      separator: UInt8(ascii: "&"), maxSplits: Limits.queryParameters, omittingEmptySubsequences: false)
    guard parts.count <= Limits.queryParameters else {
      throw AWSError(
        .incompleteSignature,
        "The query has more than \(Limits.queryParameters) parameters; send fewer in one request.")
    }
    parameters = parts.map { part in
      let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      var parameter = Parameter(name: [], value: [])
      CanonicalText.appendRecoded(part[..<end], to: &parameter.name)
      CanonicalText.appendRecoded(part[end...].dropFirst(), to: &parameter.value)
      return parameter
    }
  }

  /// The decoded value of a parameter of the signature; nil where there is none.
  func value(of name: String) throws(AWSError) -> String? {
    let found = parameters.filter { $0.name.elementsEqual(name.utf8) }
    guard found.count <= 1 else {
      throw AWSError(.incompleteSignature, "The query has '\(name)' more than once; send it once.")
    }
    guard let value = found.first?.value else { return nil }
    guard let text = String(validating: CanonicalText.decoded(value), as: UTF8.self) else {
      throw AWSError(.incompleteSignature, "The value of '\(name)' in the query is not UTF-8.")
    }
    return text
  }

  // MARK: Writing

  enum Order {
    /// By name, then by value, as they are spelled: AWS's rule.
    case sorted
    /// aws-sdk-go-v2 sorts values as they were before they were encoded, which is another order for `a-b` and `a/b`. It
    /// sends what it signed.
    case asSent
  }

  /// Whether both orders are the same.
  var isSorted: Bool { zip(parameters, parameters.dropFirst()).allSatisfy { !Self.precedes($1, $0) } }

  /// All but the signature itself.
  func append(to text: inout [UInt8], in order: Order, hidingTokens: Bool) {
    var isFirst = true
    for parameter in order == .sorted && !isSorted ? parameters.sorted(by: Self.precedes) : parameters {
      guard !parameter.name.elementsEqual("X-Amz-Signature".utf8) else { continue }
      if !isFirst { text.append(UInt8(ascii: "&")) }
      isFirst = false
      text += parameter.name
      text.append(UInt8(ascii: "="))
      if hidingTokens, parameter.name.elementsEqual("X-Amz-Security-Token".utf8) {
        text += Secret.hidden.utf8
      } else {
        text += parameter.value
      }
    }
  }

  private static func precedes(_ left: Parameter, _ right: Parameter) -> Bool {
    if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
    return left.value.lexicographicallyPrecedes(right.value)
  }
}

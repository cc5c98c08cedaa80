internal import MusterJSON

/// A part of a request that stands in its query. Others there are ignored, those of a presigned request among them.
struct QueryParameter: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case boolean
    case integer
    case text
    /// Sent once for each item.
    case list
  }

  let name: String
  let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the query says of it; nil where it does not.
  func member(of query: EncodedPairs) throws(AWSError) -> JSONObject.Member? {
    let values: [String]
    do throws(BadEncoding) { values = try query.values(of: name) } catch { throw invalid(error.problem) }
    guard let first = values.first else { return nil }
    if kind == .list { return JSONObject.Member(name: name, value: .array(values.map(JSONValue.string))) }
    // Who looked at the request before us may have read the one value, and we would act on the other.
    guard values.count == 1 else { throw invalid("stands in the query \(values.count) times; send it once") }
    return JSONObject.Member(name: name, value: try value(first))
  }

  private func value(_ text: String) throws(AWSError) -> JSONValue {
    switch kind {
    case .boolean:
      switch text.lowercased() {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: throw invalid("is \(text.quoted), which is neither true nor false")
      }
    case .integer:
      // As a program writes it: no plus sign, white space, leading zero or fraction. Bounds are the call's matter.
      guard let number = Int32(text), String(number) == text else {
        throw invalid("is \(text.quoted), which is not a whole number; send its digits alone")
      }
      return .number(text)
    case .text, .list:
      return .string(text)
    }
  }

  private func invalid(_ problem: String) -> AWSError { AWSError(.invalidInput, "\(name) \(problem).") }
}

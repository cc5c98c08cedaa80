/// Names with values as a query or a form has them, `Action=GetCallerIdentity&Version=2011-06-15`.
struct EncodedPairs {
  private struct Pair {
    var name: String
    /// Still encoded: what nobody asks for need not make sense.
    var value: Substring
  }

  private let pairs: [Pair]
  private let plusIsSpace: Bool

  /// A name that stands for no text is none that anybody asks for.
  init(_ text: String, plusIsSpace: Bool = false) {
    self.plusIsSpace = plusIsSpace
    pairs = text.utf8.split(separator: UInt8(ascii: "&")).compactMap { text in
      let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = try? String(percentDecoding: Substring(parts[0]), plusIsSpace: plusIsSpace) else { return nil }
      return Pair(name: name, value: parts.count > 1 ? Substring(parts[1]) : "")
    }
  }

  /// Every value of that name, in order. Names are compared byte for byte, so the Kelvin sign is no K.
  func values(of name: String) throws(BadEncoding) -> [String] {
    var values: [String] = []
    for pair in pairs where pair.name.utf8.elementsEqual(name.utf8) {
      values.append(try String(percentDecoding: pair.value, plusIsSpace: plusIsSpace))
    }
    return values
  }
}

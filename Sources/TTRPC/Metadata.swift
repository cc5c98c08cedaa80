/// What a caller says about a call beside its message: pairs of text, in order, a key any number of times.
///
/// Keys are compared without regard to ASCII case and are best sent in lower case. Keys and values hold no NUL; a server
/// refuses the call otherwise. One array, since a call carries a handful of entries.
public struct Metadata: Sendable, Equatable {
  /// One pair.
  public struct Entry: Sendable, Equatable {
    /// What it is about; case does not matter.
    public var key: String

    /// What is said.
    public var value: String

    /// A pair as given; nothing is checked before a server does.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// All pairs, in the order in which they are sent.
  public private(set) var entries: [Entry]

  /// Pairs in the order given.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// The first value of a key.
  public subscript(key: String) -> String? {
    for entry in entries where entry.key.isSameKey(as: key) { return entry.value }
    return nil
  }

  /// What is said by a key that can mean one thing only.
  package enum Claim {
    case none
    case one(String)
    /// The first value, and the first that differs from it.
    case contradiction(String, String)
  }

  package func claims(of key: String) -> Claim {
    var first: String?
    for entry in entries where entry.key.isSameKey(as: key) {
      if let first, first != entry.value { return .contradiction(first, entry.value) }
      first = entry.value
    }
    return first.map(Claim.one) ?? .none
  }

  /// Every value of a key, in order.
  public func values(for key: String) -> [String] {
    entries.filter { $0.key.isSameKey(as: key) }.map(\.value)
  }

  /// Adds a pair at the end.
  public mutating func append(_ key: String, _ value: String) {
    entries.append(Entry(key: key, value: value))
  }

  mutating func reserveCapacity(_ count: Int) {
    entries.reserveCapacity(count)
  }
}

extension Metadata: ExpressibleByDictionaryLiteral {
  /// Keeps the order of the literal, and every one of its pairs, also those with the same key.
  public init(dictionaryLiteral elements: (String, String)...) {
    entries = elements.map { Entry(key: $0.0, value: $0.1) }
  }
}

extension String {
  /// Whether two keys are the same but for the case of ASCII letters. Allocates nothing.
  fileprivate func isSameKey(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return self == other || zip(utf8, other.utf8).allSatisfy { $0 == $1 || $0.lowercasedASCII == $1.lowercasedASCII }
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

internal import Crypto

/// A text that is never shown.
struct Secret: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  /// What is shown in its place.
  static let hidden = "***"

  /// Takes the same time for every text of one length: what is compared are hashes.
  func matches(_ other: String) -> Bool {
    SHA256.hash(data: Array(text.utf8)) == SHA256.hash(data: Array(other.utf8))
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { Self.hidden }
  var debugDescription: String { Self.hidden }
  var customMirror: Mirror { Mirror(self, children: []) }
}

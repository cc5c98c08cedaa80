/// A path as clients of every service but S3 sign it: without dot segments and empty ones, and encoded once more.
///
/// What is sent as `/tags/arn%3Aaws` is signed as `/tags/arn%253Aaws`; sent as `/tags/arn:aws`, as `/tags/arn%3Aaws`.
/// Requests are routed by the path as it was sent, to which paths with dot segments are unknown: that two paths have
/// the same signature does not let one pass for the other.
enum CanonicalPath {
  static func append(_ path: String, to text: inout [UInt8]) {
    guard !path.isEmpty else {
      text.append(slash)
      return
    }
    var segments: [Substring.UTF8View] = []
    for segment in path.utf8.split(separator: slash) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else if !segment.elementsEqual(".".utf8) {
        segments.append(segment)
      }
    }
    if path.utf8.first == slash { text.append(slash) }
    for (index, segment) in segments.enumerated() {
      if index > 0 { text.append(slash) }
      CanonicalText.appendEncoded(segment, to: &text)
    }
    if path.utf8.last == slash, !segments.isEmpty { text.append(slash) }
  }

  private static let slash = UInt8(ascii: "/")
}

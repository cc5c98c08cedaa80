internal import Logging
internal import MusterModel
internal import MusterProcess
internal import Yams

/// The values that single keys hold.
extension YAMLValue {
  func absolutePath() -> String? {
    guard let text = text() else { return nil }
    guard text.hasPrefix("/"), !text.utf8.contains(0) else {
      return refuse("\(Escaping.quoted(text)) is not an absolute path; begin it with /")
    }
    return text
  }

  func dataPlace() -> String? {
    node.scalar?.string == DataPlace.memoryName ? DataPlace.memoryName : absolutePath()
  }

  func region() -> Region? {
    guard let text = text() else { return nil }
    return Region(text) ?? refuse("\(Escaping.quoted(text)) \(Region.rule)")
  }

  /// Octal digits, quoted or not, as chmod takes them.
  func mode() -> UInt32? {
    guard let text = text() else { return nil }
    let digits = text.hasPrefix("0o") ? text.dropFirst(2) : Substring(text)
    guard (3...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x37).contains($0) }),
      let mode = UInt32(digits, radix: 8), mode & ~0o666 == 0, mode & 0o600 == 0o600
    else {
      return refuse(
        "\(Escaping.quoted(text)) is not a socket's mode; use 0600 (its user), 0660 (also its group) or 0666 (everyone, "
          + "and let grants decide)")
    }
    return mode
  }
}

extension Region {
  static var rule: String { "is not a Region; use 1 to 32 characters of a-z, 0-9 and -" }
}

/// The rules of a hub's tags (spec 2.1, TagMap).
enum Tags {
  static func check(_ tags: [String: String]) throws(CallError) {
    guard tags.count <= Limits.tags else {
      throw .invalid("Tags has \(tags.count) entries; a hub can have \(Limits.tags).")
    }
    for (key, value) in tags {
      try check(key: key)
      guard value.unicodeScalars.count <= Limits.tagValueCharacters else {
        throw .invalid(
          "The value of tag \"\(key)\" has \(value.unicodeScalars.count) characters; at most "
            + "\(Limits.tagValueCharacters) are allowed.")
      }
    }
  }

  private static func check(key: String) throws(CallError) {
    guard (1...Limits.tagKeyCharacters).contains(key.unicodeScalars.count) else {
      throw .invalid(
        "A tag's key has \(key.unicodeScalars.count) characters; 1 to \(Limits.tagKeyCharacters) are allowed.")
    }
    guard key.unicodeScalars.allSatisfy(allows), !key.hasPrefix("aws:") else {
      throw .invalid(
        "Tag key \"\(key)\" is not allowed; use letters, digits and + , - . / : ; < = _ and do not begin with aws:.")
    }
  }

  /// The model's class is `[a-zA-Z+-=._:/]`, in which `+-=` is a range.
  private static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "+"..."=", "_": true
    default: false
    }
  }
}

import MusterModel

/// What is wrong with a request whatever the state is (spec 2.1, 3.4, D5-D7, D29): it is refused as a whole, first.
enum Shape {
  static func allows(accounts: [AccountDetails]) -> Bool {
    accounts.count >= 1 && accounts.count <= 50
      && accounts.allSatisfy { isID($0.accountID) && isEmail($0.email) }
  }

  static func allows(ids: [String]) -> Bool { ids.count >= 1 && ids.count <= 1000 && ids.allSatisfy(isID) }

  /// Any text that is not blank, up to 64 bytes: whether it is twelve digits is asked for each account later.
  static func isID(_ text: String) -> Bool { !isBlank(text) && text.utf8.count <= 64 }

  static func allows(pageSize: Int?) -> Bool { pageSize == nil || (pageSize ?? 0 >= 1 && pageSize ?? 51 <= 50) }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy { " \t\n".contains($0) } }

  /// One to fifty tags. Of keys the pattern admits letters, digits and `+,-./:;<=_`, and not "aws:" in front.
  static func allows(tags: [String: String]) -> Bool {
    tags.count >= 1 && tags.count <= 50 && tags.allSatisfy { isTagKey($0) && $1.count <= 256 }
  }

  static func isTagKey(_ key: String) -> Bool {
    let allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+,-./:;<=_"
    return key.count >= 1 && key.count <= 128 && key.allSatisfy { allowed.contains($0) } && !key.hasPrefix("aws:")
  }

  private static func isEmail(_ email: String?) -> Bool {
    guard let email else { return true }
    return !isBlank(email) && email.utf8.count <= 1024
  }
}

extension Reference {
  /// Refuses by shape first, then callers without a hub, as D21 and D1 have it.
  mutating func refusal(_ caller: Caller, unless isShaped: Bool) -> Expected? {
    guard isShaped else {
      used.insert(.shape)
      return .invalid
    }
    guard hub(of: caller) != nil else {
      used.insert(.d1)
      return .refused(
        .invalidAccess, .exactly("Account \(caller.account) is not subscribed to AWS Security Hub"))
    }
    return nil
  }
}

extension [String] {
  /// The same id twice in one list is processed once (spec 4.1).
  var eachOnce: [String] {
    var once: [String] = []
    for id in self where !once.contains(id) { once.append(id) }
    return once
  }
}

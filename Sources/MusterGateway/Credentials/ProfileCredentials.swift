internal import MusterModel

/// Reads one profile as an account's credentials, or says what they lack.
struct ProfileCredentials {
  let profile: Profile
  private(set) var problems: CredentialsProblems

  init(_ profile: Profile, problems: CredentialsProblems) {
    self.profile = profile
    self.problems = problems
  }

  mutating func read(for account: AccountID) -> (accessKeyID: String, credentials: AccountCredentials)? {
    // Every part is read before any is missed, so that all problems show at once.
    let accessKeyID = accessKeyID()
    let secret = required(.secretAccessKey)
    let token = sessionToken()
    let expires = expires()
    guard let accessKeyID, let secret else { return nil }
    let credentials = AccountCredentials(
      account: account, secret: Secret(secret), sessionToken: token.map(Secret.init), expires: expires)
    return (accessKeyID, credentials)
  }

  private mutating func accessKeyID() -> String? {
    guard let text = required(.accessKeyID) else { return nil }
    guard text.utf8.count <= Limits.accessKeyIDBytes, text.utf8.allSatisfy(Self.isKeyByte) else {
      return refuse(
        .accessKeyID, "must be at most \(Limits.accessKeyIDBytes) letters, digits and any of _ - . +; choose another")
    }
    return text
  }

  /// Neither what parts a credential from its scope, nor what parts an Authorization header.
  private static func isKeyByte(_ byte: UInt8) -> Bool {
    CanonicalText.isUnreserved(byte) && byte != UInt8(ascii: "~") || byte == UInt8(ascii: "+")
  }

  private mutating func sessionToken() -> String? {
    let tokens = [CredentialsKey.sessionToken, .securityToken].compactMap { optional($0) }
    if tokens.count == 2, tokens[0] != tokens[1] {
      return refuse(.securityToken, "is not the same as \(CredentialsKey.sessionToken.rawValue); remove it")
    }
    return tokens.first
  }

  private mutating func expires() -> Timestamp? {
    let keys = CredentialsKey.expirations.filter { profile.values[$0.rawValue] != nil }
    guard let key = keys.first else { return nil }
    if keys.count > 1 {
      return refuse(keys[1], "says the same as \(key.rawValue); keep one")
    }
    guard let text = optional(key) else { return nil }
    return Timestamp(iso8601: text) ?? refuse(key, "must be a time with its zone like 2030-01-02T15:04:05Z")
  }

  // MARK: Values

  private mutating func required(_ key: CredentialsKey) -> String? {
    guard profile.values[key.rawValue] != nil else {
      problems.add("has no \(key.rawValue); add it", line: profile.line, profile: profile.name)
      return nil
    }
    return optional(key)
  }

  private mutating func optional(_ key: CredentialsKey) -> String? {
    guard let value = profile.values[key.rawValue] else { return nil }
    if value.isContinued {
      return refuse(key, "goes on in the next line, which is indented; put the value in one line, and indent no key")
    }
    guard !value.text.isEmpty else { return refuse(key, "is empty; write its value, or remove the line") }
    let most = key == .sessionToken || key == .securityToken ? Limits.sessionTokenBytes : Limits.secretBytes
    guard value.text.utf8.count <= most else {
      return refuse(key, "has \(value.text.utf8.count) bytes; at most \(most) are taken")
    }
    return value.text
  }

  /// Nil, to be returned.
  private mutating func refuse<Value>(_ key: CredentialsKey, _ message: String) -> Value? {
    problems.add(
      "\(key.rawValue) \(message)", line: profile.values[key.rawValue]?.line ?? profile.line, profile: profile.name)
    return nil
  }
}

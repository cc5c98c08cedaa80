internal import MusterModel
internal import MusterProcess

/// An AWS shared-credentials file whose profile names are account ids, so that clients can use the same file.
struct CredentialsFile: Hashable, Sendable {
  /// By access key id.
  let accounts: [String: AccountCredentials]
  /// Profiles that are no account's, in the order of the file: worth a line in the log.
  let ignoredProfiles: [String]

  /// The path is for what is said of the file.
  ///
  /// - Throws: everything that is wrong with it, as far as that can be told at once.
  init(path: String, bytes: [UInt8]) throws(StartError) {
    var problems = CredentialsProblems(file: path)
    var accounts: [String: AccountCredentials] = [:]
    var ignoredProfiles: [String] = []
    var accountCount = 0
    if let text = Self.text(of: bytes, &problems) {
      let reader = ProfileReader(text.utf8, problems: problems)
      problems = reader.problems
      var holders: [String: AccountID] = [:]
      for profile in reader.profiles {
        guard let account = AccountID(profile.name) else {
          ignoredProfiles.append(profile.name)
          continue
        }
        accountCount += 1
        var credentials = ProfileCredentials(profile, problems: problems)
        let read = credentials.read(for: account)
        problems = credentials.problems
        guard let (key, values) = read else { continue }
        accounts[key] = values
        if let holder = holders.updateValue(account, forKey: key), holder != account {
          problems.add(
            "has the aws_access_key_id of profile \"\(holder)\"; give each account its own", line: profile.line,
            profile: profile.name)
        }
      }
      if accountCount == 0 {
        problems.add("there is no account; add a profile named by its id of 12 digits, like [111111111111]", line: 1)
      }
    }
    guard problems.isEmpty else { throw StartError(.usage, problems.messages) }
    self.accounts = accounts
    self.ignoredProfiles = ignoredProfiles
  }

  /// Without the mark that some editors begin a file with.
  private static func text(of bytes: [UInt8], _ problems: inout CredentialsProblems) -> Substring? {
    if let zero = bytes.firstIndex(of: 0) {
      problems.add("has a NUL byte; save the file as plain text", line: line(of: zero, in: bytes))
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      // Every byte that is no UTF-8 becomes U+FFFD, so the first one is where the two part.
      let mended = String(decoding: bytes, as: UTF8.self).utf8
      let bad = zip(bytes, mended).prefix { $0 == $1 }.count
      problems.add("is not UTF-8; save the file as UTF-8", line: line(of: bad, in: bytes))
      return nil
    }
    return text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? Substring(text.unicodeScalars.dropFirst()) : text[...]
  }

  private static func line(of index: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<index].count { $0 == UInt8(ascii: "\n") }
  }
}

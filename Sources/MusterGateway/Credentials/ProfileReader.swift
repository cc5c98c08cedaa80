/// A section of a credentials file.
struct Profile {
  struct Value {
    var text: String
    var line: Int
    /// It goes on in a line that is indented: for most tools the line end is then part of it.
    var isContinued = false
  }

  var name: String
  var line: Int
  /// By key in lower case, as botocore takes them.
  var values: [String: Value] = [:]
}

/// Splits a credentials file into its profiles, by the rules of Python's configparser, which are botocore's and the AWS
/// CLI's: a key ends at the first `=` or `:`, a line that is indented deeper than the key before it continues that
/// key's value, and only a whole line can be a comment.
struct ProfileReader {
  private(set) var profiles: [Profile] = []
  private(set) var problems: CredentialsProblems

  private var lines: [String: Int] = [:]
  private var isInProfile = false
  private var lastKey: String?
  private var indentation = 0

  init(_ text: Substring.UTF8View, problems: CredentialsProblems) {
    self.problems = problems
    var number = 0
    var rest = text
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? rest.endIndex
      read(rest[..<end], number)
      let isPair = rest[end...].starts(with: "\r\n".utf8)
      rest = rest[end...].dropFirst(isPair ? 2 : 1)
    }
  }

  private mutating func read(_ line: Substring.UTF8View, _ number: Int) {
    let content = line.trimmed
    guard let first = content.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { return }
    let indentation = line.prefix(while: isSpace).count
    if isInProfile, lastKey != nil, indentation > self.indentation {
      return proceed(content, number)
    }
    self.indentation = indentation
    if first == UInt8(ascii: "["), let end = content.lastIndex(of: UInt8(ascii: "]")) {
      open(String(Substring(content[..<end].dropFirst())), number)
    } else if isInProfile {
      take(content, number)
    } else {
      problems.add("stands before any profile; begin with [111111111111], the id of an account", line: number)
    }
  }

  private mutating func open(_ name: String, _ number: Int) {
    lastKey = nil
    isInProfile = true
    if name == "DEFAULT" {
      problems.add(
        "some tools give what is in [DEFAULT] to every profile and some to none; name it [default], or remove it",
        line: number)
    } else if name.isEmpty {
      problems.add("the profile has no name; write the id of an account between [ and ]", line: number)
    }
    if let earlier = lines[name] {
      problems.add("is there already, in line \(earlier); keep one", line: number, profile: name)
    } else {
      lines[name] = number
    }
    profiles.append(Profile(name: name, line: number))
  }

  private mutating func take(_ content: Substring.UTF8View, _ number: Int) {
    let profile = profiles.count - 1
    let end = content.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
    guard let end, end > content.startIndex else {
      lastKey = nil
      problems.add("is no key = value; write one, or remove the line", line: number, profile: profiles[profile].name)
      return
    }
    let key = String(Substring(content[..<end].trimmed)).lowercased()
    let value = String(Substring(content[end...].dropFirst().trimmed))
    lastKey = key
    if let earlier = profiles[profile].values[key] {
      // Keys that we do not know may be a secret in the wrong place.
      let name = CredentialsKey(rawValue: key)?.rawValue ?? "the key"
      problems.add(
        "\(name) is there already, in line \(earlier.line); keep one", line: number, profile: profiles[profile].name)
    } else {
      profiles[profile].values[key] = Profile.Value(text: value, line: number)
    }
  }

  private mutating func proceed(_ content: Substring.UTF8View, _ number: Int) {
    let profile = profiles.count - 1
    if content.first == UInt8(ascii: "[") {
      problems.add(
        "is indented, so it continues the value above and begins no profile; remove the spaces before it", line: number,
        profile: profiles[profile].name)
    }
    if let lastKey { profiles[profile].values[lastKey]?.isContinued = true }
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }

extension Substring.UTF8View {
  fileprivate var trimmed: Substring.UTF8View {
    var rest = drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }
}

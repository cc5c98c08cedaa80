/// Tags given on the command line.
package enum TagArguments {
  /// `KEY=VALUE` each; a value may be empty, and may hold further equals signs.
  package static func tags(_ arguments: [String]) throws(Failure) -> [String: String] {
    var tags: [String: String] = [:]
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
        throw .usage(
          "--tag: \(Printable.quoted(argument)) is not a tag, so nothing was sent.", remedy: "Write it as key=value.")
      }
      let key = String(argument[..<equals])
      guard tags.updateValue(String(argument[argument.index(after: equals)...]), forKey: key) == nil else {
        throw .usage(
          "--tag: \(Printable.quoted(key)) is given twice, so nothing was sent.", remedy: "Leave one of them.")
      }
    }
    return tags
  }
}

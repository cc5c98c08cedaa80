/// Tags given on the command line.
package enum TagArguments {
  /// `KEY=VALUE` each; a value may be empty, and may hold further equals signs. `name` says where they were given.
  package static func tags(_ arguments: [String], of name: String = "--tag") throws(Failure) -> [String: String] {
    var tags: [String: String] = [:]
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
        throw .usage(
          "\(name): \(Printable.quoted(argument)) is not a tag, so nothing was sent.", remedy: "Write it as key=value.")
      }
      let key = String(argument[..<equals])
      guard tags.updateValue(String(argument[argument.index(after: equals)...]), forKey: key) == nil else {
        throw .usage(
          "\(name): \(Printable.quoted(key)) is given twice, so nothing was sent.", remedy: "Leave one of them.")
      }
    }
    return tags
  }
}

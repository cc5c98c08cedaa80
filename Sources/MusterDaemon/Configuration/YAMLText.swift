internal import MusterProcess
internal import Yams

/// The file's text as a tree whose nodes know their line and column.
struct YAMLText {
  let text: String
  let problems: Problems

  /// Nil when the file holds nothing, or no YAML that we take; problems tell which.
  ///
  /// Anchors and aliases let a small text stand for a huge tree, and Yams compares whole trees where they are keys. So
  /// the tree is first built of a text in which the signs of both are a letter: it has the same nodes in the same
  /// places, and is small. A file with a word that starts with that letter, hence with a sign, is refused.
  func root() -> YAMLValue? {
    let holdsSigns = text.utf8.contains { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }
    guard holdsSigns else { return tree(of: text) }
    let harmless = String(String.UnicodeScalarView(text.unicodeScalars.map { Self.isSign($0) ? Self.letter : $0 }))
    guard let harmlessTree = tree(of: harmless), !refuseReferences(in: harmlessTree) else { return nil }
    return tree(of: text)
  }

  // MARK: References

  /// For private use, as Unicode has it: YAML takes it for any other letter.
  private static let letter: Unicode.Scalar = "\u{E000}"

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool { scalar == "&" || scalar == "*" }

  private func refuseReferences(in root: YAMLValue) -> Bool {
    var isRefused = false
    var waiting = [root]
    while let value = waiting.popLast() {
      if let scalar = value.node.scalar, scalar.style == .plain, scalar.string.unicodeScalars.first == Self.letter {
        isRefused = true
        value.report("\(Self.noReferences); write the value itself, or quote the text")
      }
      waiting += value.parts
    }
    return isRefused
  }

  private static let noReferences = "anchors and aliases (& and *) are not supported"

  /// Whether a word seems to start with a sign. Good enough for a hint, not for a decision.
  private var seemsToHoldReferences: Bool {
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if Self.isSign(scalar), " \t\n[{,:-".unicodeScalars.contains(previous) { return true }
      previous = scalar
    }
    return false
  }

  // MARK: Parsing

  private func tree(of text: String) -> YAMLValue? {
    do {
      let root = try Parser(yaml: text, resolver: .default, constructor: .default, encoding: .utf8).singleRoot()
      let value = root.map { YAMLValue(node: $0, key: "", problems: problems) }
      return value?.isNothing == true ? nil : value
    } catch let error as YamlError {
      add(error)
    } catch {
      add("\(error)", line: 1, column: 1)
    }
    return nil
  }

  private func add(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      add(problem, line: mark.line, column: mark.column)
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0).split(separator: "\n", omittingEmptySubsequences: false)
      add(problem, line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1)
    case .duplicatedKeysInMapping(let names, let context):
      problems.add(
        "is given more than once; keep one", key: names.first, line: context.mark.line, column: context.mark.column)
    default:
      add("nested too deeply", line: 1, column: 1)
    }
  }

  private func add(_ problem: String, line: Int, column: Int) {
    problems.add("this is not YAML: \(Escaping.plain(problem))\(hint)", key: nil, line: line, column: column)
  }

  /// What a parser cannot know of the likely mistakes.
  private var hint: String {
    if text.contains(": :memory:") { return " (\":memory:\" must be in quotes)" }
    return seemsToHoldReferences ? " (\(Self.noReferences))" : ""
  }
}

internal import MusterProcess
internal import Yams

/// One value of the configuration file. Reads itself as a type, or says where and why it cannot.
struct YAMLValue {
  let node: Node
  /// Where it stands: `limits.roster-rows`, `grants[0].accounts[2]`.
  let key: String
  let problems: Problems

  /// Adds what is wrong with this value.
  func report(_ message: String) {
    problems.add(message, key: key.isEmpty ? nil : key, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// Adds what is wrong with this value. Nil, to be returned.
  func refuse<Value>(_ message: String) -> Value? {
    report(message)
    return nil
  }

  var place: String { problems.place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1) }

  // MARK: Shapes

  /// The values of a mapping by name. Names other than those allowed are problems.
  func mapping(_ allowed: [String]) -> [String: YAMLValue]? {
    guard case .mapping(let mapping) = node else {
      return refuse("expected keys (\(allowed.joined(separator: ", "))), found \(kind)")
    }
    var values: [String: YAMLValue] = [:]
    for (nameNode, valueNode) in mapping {
      guard case .scalar(let scalar) = nameNode else {
        YAMLValue(node: nameNode, key: key, problems: problems).report("a key must be a plain name")
        continue
      }
      let path = self.path(of: scalar.string)
      guard allowed.contains(scalar.string) else {
        YAMLValue(node: nameNode, key: path, problems: problems)
          .report("is not a key Muster knows here; there are \(allowed.joined(separator: ", "))")
        continue
      }
      values[scalar.string] = YAMLValue(node: valueNode, key: path, problems: problems)
    }
    return values
  }

  func list() -> [YAMLValue]? {
    node.sequence == nil ? refuse("expected a list, found \(kind)") : parts
  }

  /// What a list or mapping is made of, names included.
  var parts: [YAMLValue] {
    switch node {
    case .scalar, .alias:
      []
    case .sequence(let sequence):
      sequence.enumerated().map { YAMLValue(node: $1, key: "\(key)[\($0)]", problems: problems) }
    case .mapping(let mapping):
      mapping.flatMap { name, value in
        let path = name.scalar.map { self.path(of: $0.string) } ?? key
        return [name, value].map { YAMLValue(node: $0, key: path, problems: problems) }
      }
    }
  }

  private func path(of name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }

  /// The characters as they stand in the file, whatever YAML takes them for: `012345678901` keeps its zero.
  func text() -> String? {
    guard case .scalar(let scalar) = node, !isNothing else { return refuse("expected a text, found \(kind)") }
    return scalar.string
  }

  // MARK: Types

  func wholeNumber(in range: ClosedRange<Int>) -> Int? {
    guard let text = text() else { return nil }
    guard let number = Int(text), range.contains(number) else {
      return refuse("\(Escaping.quoted(text)) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func choice<Choice: RawRepresentable & CaseIterable>() -> Choice? where Choice.RawValue == String {
    guard let text = text() else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      return refuse("\(Escaping.quoted(text)) is none of \(all)")
    }
    return choice
  }

  // MARK: Words

  var isNothing: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private var kind: String {
    switch node {
    case .scalar(let scalar): isNothing ? "nothing" : Escaping.quoted(scalar.string)
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

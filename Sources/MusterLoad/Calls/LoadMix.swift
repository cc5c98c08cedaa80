/// Which operations are called how often: `check-access=90,get-members:50=9,create-members=1`.
package struct LoadMix: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package var operation: LoadOperation
    package var size: Int
    package var weight: Int

    package init(_ operation: LoadOperation, size: Int? = nil, weight: Int = 1) {
      self.operation = operation
      self.size = size ?? operation.usualSize
      self.weight = weight
    }

    /// As reports call it.
    package var name: String { operation.sizes == nil ? operation.rawValue : "\(operation.rawValue):\(size)" }
  }

  package let parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// Reads `OPERATION[:SIZE][=WEIGHT]`, separated by commas.
  package init(_ text: String) throws(LoadError) {
    let texts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard texts.count <= Limits.operations else {
      throw .plan("it names \(texts.count) operations; name at most \(Limits.operations)")
    }
    var parts: [Part] = []
    for text in texts {
      let part = try Self.part(text)
      guard !parts.contains(where: { $0.name == part.name }) else { throw .plan("it names \(part.name) twice") }
      parts.append(part)
    }
    let sizes = Set(parts.filter(\.operation.isWrite).map(\.size))
    guard sizes.count <= 1 else {
      throw .plan("create-members and delete-members write the same accounts; give both the same size")
    }
    self.init(parts)
  }

  private static func part(_ text: Substring) throws(LoadError) -> Part {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let names = sides[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let operation = LoadOperation(rawValue: String(names[0])) else {
      let known = LoadOperation.allCases.map(\.rawValue).joined(separator: ", ")
      throw .plan("\"\(names[0].prefix(64))\" is no operation; there are \(known)")
    }
    var part = Part(operation)
    if names.count == 2 {
      guard let sizes = operation.sizes else {
        throw .plan("\(operation.rawValue) has no size; leave \":\(names[1].prefix(64))\" out")
      }
      part.size = try number(names[1], in: sizes, "the size of \(operation.rawValue)")
    }
    if sides.count == 2 { part.weight = try number(sides[1], in: Limits.weight, "the weight of \(operation.rawValue)") }
    return part
  }

  private static func number(
    _ text: Substring, in range: ClosedRange<Int>, _ what: String
  ) throws(LoadError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw .plan("\(what) is \"\(text.prefix(64))\"; give a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Whether anything is changed.
  package var writes: Bool { parts.contains(where: \.operation.isWrite) }

  /// Members that a roster must have for calls to be about.
  package var leastMembers: Int { parts.filter { $0.operation == .getMembers }.map(\.size).max() ?? 1 }
}

extension LoadMix: CustomStringConvertible {
  package var description: String { parts.map { "\($0.name)=\($0.weight)" }.joined(separator: ",") }
}

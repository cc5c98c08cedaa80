import Foundation
import TestSupport

/// What differs from run to run, and the names it has in a scenario: `<time>`, `<directory>`, and `<invitation 1>`
/// for the invitation id that appeared first.
struct ScenarioNames {
  private let directory: String
  private var invitations: [String] = []

  init(directory: TemporaryDirectory) { self.directory = directory.path }

  /// Puts names in the place of values.
  mutating func naming(_ run: FinishedProgram) -> FinishedProgram {
    FinishedProgram(code: run.code, output: naming(run.output), errors: naming(run.errors))
  }

  /// Puts values in the place of names.
  func resolving(_ line: String) throws -> String {
    var line = line.replacing("<directory>", with: directory)
    for (index, id) in invitations.enumerated() { line.replace("<invitation \(index + 1)>", with: id) }
    guard let name = line.firstMatch(of: /<invitation [^>]*>/) else { return line }
    throw Scenario.Malformed(
      description: "\(name.output) has no value yet in $ \(line): \(invitations.count) invitation ids were shown so far"
    )
  }

  private mutating func naming(_ text: String) -> String {
    for match in text.matches(of: /\b[0-9a-f]{32}\b/) where !invitations.contains(String(match.output)) {
      invitations.append(String(match.output))
    }
    var text = text.replacing(directory, with: "<directory>")
    for (index, id) in invitations.enumerated() { text.replace(id, with: "<invitation \(index + 1)>") }
    return text.replacing(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "<time>")
  }
}

extension String {
  /// The words of a command line. Quotes, single or double, hold a word together; nothing else is special.
  var words: [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in self {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap(\.self)
  }

  /// How another text differs from this one, line by line, each change with the lines around it.
  func lineDifference(to other: String, context: Int = 3) -> String {
    let old = split(separator: "\n", omittingEmptySubsequences: false)
    let new = other.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.position))
    let inserted = Set(difference.insertions.map(\.position))
    var lines: [(mark: String, text: Substring)] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        lines.append(("-", old[left]))
        left += 1
      } else if inserted.contains(right) {
        lines.append(("+", new[right]))
        right += 1
      } else {
        lines.append((" ", new[right]))
        (left, right) = (left + 1, right + 1)
      }
    }
    let shown = lines.indices.filter { index in
      lines[max(0, index - context)..<min(lines.count, index + context + 1)].contains { $0.mark != " " }
    }
    return shown.map { lines[$0].mark + " " + lines[$0].text }.joined(separator: "\n")
  }
}

extension CollectionDifference.Change {
  fileprivate var position: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}

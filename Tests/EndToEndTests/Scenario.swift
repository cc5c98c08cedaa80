import Foundation
import TestSupport

/// A story as text: commands, and what they answered when somebody looked.
struct Scenario: Sendable, CustomStringConvertible {
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  enum Step: Sendable {
    /// A comment or an empty line, kept as it is.
    case prose(String)
    case command(Command)
  }

  struct Command: Sendable {
    /// As it stands after the `$`.
    var line: String
    /// What it reads from standard input.
    var input: String
  }

  let name: String
  let text: String
  let steps: [Step]
  /// The daemon's configuration file; nil: none.
  let configuration: String?

  var description: String { name }

  init(name: String, text: String) throws {
    var steps: [Step] = []
    var configuration: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      switch line.first {
      case nil, "#": steps.append(.prose(String(line)))
      case "%":
        configuration.append(Self.content(line))
        steps.append(.prose(String(line)))
      case "$": steps.append(.command(Command(line: Self.content(line), input: "")))
      case "<":
        guard case .command(var command) = steps.popLast() else {
          throw Malformed(description: "\(name):\(number + 1): input belongs right below its command: \(line)")
        }
        command.input += Self.content(line) + "\n"
        steps.append(.command(command))
      // What was recorded is compared, not read.
      case ">", "!", "=": break
      default:
        throw Malformed(description: "\(name):\(number + 1): a line begins with one of # % $ < > ! =, unlike \(line)")
      }
    }
    self.name = name
    self.text = text
    self.steps = steps
    self.configuration = configuration.isEmpty ? nil : configuration.joined(separator: "\n") + "\n"
  }

  /// The text with these answers, one for each command.
  func text(answering answers: [FinishedProgram]) -> String {
    var answers = answers[...]
    let lines = steps.flatMap { step in
      switch step {
      case .prose(let line): [line]
      case .command(let command): command.lines + (answers.popFirst()?.lines ?? [])
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func content(_ line: Substring) -> String {
    String(line.dropFirst(line.dropFirst().first == " " ? 2 : 1))
  }
}

extension Scenario {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

  /// Every file of the folder.
  static func all() throws -> [Scenario] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted().map { name in
      try Scenario(name: name, text: String(contentsOf: directory.appending(path: name), encoding: .utf8))
    }
  }

  func record(_ text: String) throws {
    try text.write(to: Self.directory.appending(path: name), atomically: true, encoding: .utf8)
  }
}

extension Scenario.Command {
  fileprivate var lines: [String] {
    ["$ " + line] + input.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { marked("<", $0) }
  }
}

extension FinishedProgram {
  fileprivate var lines: [String] {
    recorded(output, ">") + recorded(errors, "!") + (code == 0 ? [] : ["= \(code)"])
  }

  private func recorded(_ text: String, _ mark: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // A text ends with a line's end, and where it does not that must show.
    if lines.last == "" { lines.removeLast() } else { lines[lines.count - 1] += " (and no line's end)" }
    return lines.map { marked(mark, $0) }
  }
}

private func marked(_ mark: String, _ line: Substring) -> String { line.isEmpty ? mark : "\(mark) \(line)" }

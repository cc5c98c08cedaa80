package import MusterJSON
package import MusterModel

/// What a command says. Answers go to standard output; notes, failures and progress to standard error. In JSON,
/// every line of standard error is a document too.
package struct Console: Sendable {
  package let format: OutputFormat
  private let output: Sink
  private let errors: Sink
  private let outputStyle: Style
  private let errorStyle: Style

  package init(
    _ format: OutputFormat, environment: Environment, output: Sink = .standardOutput, errors: Sink = .standardError
  ) {
    self.format = format
    self.output = output
    self.errors = errors
    outputStyle = Style(isTerminal: output.isTerminal, environment: environment)
    errorStyle = Style(isTerminal: errors.isTerminal, environment: environment)
  }

  /// The answer: a document for programs, a text for people.
  package func answer(_ document: JSONValue, or text: (Style) -> String) throws(SinkError) {
    let text =
      switch format {
      case .json: document.text(output.isTerminal ? .indented : .line) + "\n"
      case .table: text(outputStyle)
      }
    do {
      if !text.isEmpty { try output.write(text) }
    } catch {
      // A reader that has seen enough, as head does, does not change how the command ended.
      guard error.isHangUp else { throw error }
    }
  }

  /// A part of an answer that goes on and on: each document is a line, on a terminal too, and nil is none. Returns false
  /// when the reader has gone away: then nobody would read the rest.
  package func tell(_ document: JSONValue?, or text: (Style) -> String) throws(SinkError) -> Bool {
    let text =
      switch format {
      case .json: document.map { $0.text(.line) + "\n" } ?? ""
      case .table: text(outputStyle)
      }
    do {
      if !text.isEmpty { try output.write(text) }
      return true
    } catch {
      guard error.isHangUp else { throw error }
      return false
    }
  }

  package func answer(_ document: JSONValue, or sentence: String) throws(SinkError) {
    try answer(document) { _ in Printable.line(sentence) + "\n" }
  }

  /// A part of an answer that people see earlier; programs get one document.
  package func preview(_ text: (Style) -> String) throws(SinkError) {
    if format == .table { try answer(.null, or: text) }
  }

  /// Something worth knowing that is no answer and no failure.
  package func note(_ sentence: String) {
    switch format {
    case .json: complain(JSONValue.object(["Note": .object(["Message": .string(sentence)])]).text() + "\n")
    case .table: hint(sentence)
    }
  }

  /// As a note, of what a program sees by the document itself.
  package func hint(_ sentence: String) {
    guard format == .table else { return }
    complain(errorStyle.paint("muster:", .waiting) + " " + Printable.line(sentence) + "\n")
  }

  /// The accounts that were left out, and why. Documents hold them anyway.
  package func hint(of unprocessed: [UnprocessedAccount]) {
    guard !unprocessed.isEmpty else { return }
    hint("\(counted(unprocessed.count, "account")) not processed:")
    guard format == .table else { return }
    complain(Table(unprocessed: unprocessed).text(errorStyle))
    // What stands above a long list has left the screen.
    guard unprocessed.count > Limits.accountsInSight else { return }
    let counts = Dictionary(grouping: unprocessed, by: \.processingResult).mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (reason, count) in counts.prefix(Limits.reasonsInSight) { hint("\(counted(count, "account")): \(reason)") }
  }

  /// Text that was asked for as it is: the help, a script.
  package func print(_ text: String) { try? output.write(text + "\n") }

  /// A command line that could not be parsed; `text` tells people also how it is written.
  package func report(_ failure: Failure, for people: String) {
    guard format == .json else { return complain(people + "\n") }
    // It quotes what was typed, whatever that was.
    var failure = failure
    failure.message = Printable.line(failure.message)
    report(failure)
  }

  package func report(_ failure: Failure) {
    switch format {
    case .json: complain(failure.json.text() + "\n")
    case .table: complain(failure.text(errorStyle))
    }
  }

  /// A bar to watch; none where nobody watches.
  package func progress(_ title: String, of total: Int) -> ProgressBar? {
    guard format == .table, errors.isTerminal else { return nil }
    return ProgressBar(title, of: total, on: errors, errorStyle)
  }

  /// Nobody can be told that standard error is gone.
  private func complain(_ text: String) { try? errors.write(text) }
}

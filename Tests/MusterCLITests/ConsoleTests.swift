import Glibc
import MusterCLI
import MusterJSON
import MusterModel
import Testing

@Suite struct ConsoleTests {
  private let output = Recorder()
  private let errors = Recorder()
  private let failure = Failure(
    .refused, "InvalidAccessException", "Account 1 is not\nsubscribed", remedy: "Enable it.", details: ["line 2: x"])

  @Test func documentsAreOneLineInAPipeAndIndentedOnATerminal() throws {
    try console(.json).answer(.object(["a": .array([])]), or: "unused")
    #expect(output.text == "{\"a\":[]}\n")
    try console(.json, isTerminal: true).answer(.object(["a": .array([])]), or: "unused")
    #expect(output.text == "{\"a\":[]}\n{\n  \"a\": []\n}\n")
    #expect(errors.text == "")
  }

  @Test func whatGoesOnIsALineEachOnATerminalToo() throws {
    #expect(try console(.json, isTerminal: true).tell(.object(["a": .array([])])) { _ in "unused" })
    #expect(try console(.json).tell(nil) { _ in "unused" })
    #expect(try console(.table).tell(.object(["a": .array([])])) { _ in "b\n" })
    #expect(output.text == "{\"a\":[]}\nb\n")
  }

  @Test func sentencesAreForPeople() throws {
    try console(.table).answer(.null, or: "Enabled\u{7}.")
    #expect(output.text == "Enabled\\u{7}.\n")
  }

  @Test func failuresForPeople() {
    console(.table).report(failure)
    #expect(
      errors.text == """
        muster: Account 1 is not\\nsubscribed [InvalidAccessException]
          line 2: x
                Enable it.

        """)
    #expect(output.text == "")
  }

  @Test func failuresForPrograms() throws {
    console(.json).report(failure)
    #expect(
      errors.text == """
        {"Error":{"Code":"InvalidAccessException","Message":"Account 1 is not\\nsubscribed\\nline 2: x\\nEnable it."}}

        """)
  }

  @Test func whatWasTypedEndsNoLineOfAMessage() {
    console(.json).report(.usage("Unexpected argument 'x\n\u{1B}'"), for: "unused")
    console(.table).report(.usage("unused"), for: "muster: Unexpected\n\nUsage: muster")
    #expect(
      errors.text == #"""
        {"Error":{"Code":"UsageError","Message":"Unexpected argument 'x\\n\\u{1b}'"}}
        muster: Unexpected

        Usage: muster

        """#)
  }

  @Test func usageFailuresNeedNoCode() {
    console(.table).report(.usage("No account."))
    #expect(errors.text == "muster: No account.\n")
  }

  @Test func notesAreDocumentsToo() {
    console(.json).note("Skipped \"1\".")
    console(.table).note("Skipped \"1\".")
    #expect(errors.text == "{\"Note\":{\"Message\":\"Skipped \\\"1\\\".\"}}\nmuster: Skipped \"1\".\n")
  }

  @Test func hintsAreForPeopleOnly() {
    let unprocessed = [UnprocessedAccount(accountID: "000000000001", processingResult: "No.")]
    console(.json).hint("Nothing.")
    console(.json).hint(of: unprocessed)
    console(.table).hint(of: [])
    #expect(errors.text == "")
    console(.table).hint(of: unprocessed)
    #expect(errors.text == "muster: 1 account not processed:\nACCOUNT       REASON\n000000000001  No.\n")
  }

  @Test func anEmptyAnswerIsNoLine() throws {
    try console(.table).answer(.null) { _ in "" }
    #expect(output.text == "")
  }

  @Test func aReaderThatWentAwayIsNoFailure() throws {
    let closed = Sink(isTerminal: false) { _ throws(SinkError) in throw SinkError(errno: EPIPE) }
    let full = Sink(isTerminal: false) { _ throws(SinkError) in throw SinkError(errno: ENOSPC) }
    try Console(.table, environment: Environment([:]), output: closed, errors: closed).answer(.null, or: "Done.")
    let error = #expect(throws: SinkError.self) {
      try Console(.table, environment: Environment([:]), output: full, errors: full).answer(.null, or: "Done.")
    }
    #expect(error?.failure.message == "The answer could not be written: No space left on device.")
    // What goes on and on ends with its reader.
    let console = Console(.table, environment: Environment([:]), output: closed, errors: closed)
    #expect(try !console.tell(nil) { _ in "a" })
    #expect(try console.tell(nil) { _ in "" })
    #expect(error?.failure.ending == .failed)
  }

  @Test(arguments: [(OutputFormat.table, true, true), (.table, false, false), (.json, true, false)])
  func barsAreForPeopleAtATerminal(format: OutputFormat, isTerminal: Bool, isShown: Bool) {
    #expect((console(format, isTerminal: isTerminal).progress("Creating", of: 3) != nil) == isShown)
  }

  private func console(_ format: OutputFormat, isTerminal: Bool = false) -> Console {
    Console(
      format, environment: Environment(["NO_COLOR": "1"]), output: output.sink(isTerminal: isTerminal),
      errors: errors.sink(isTerminal: isTerminal))
  }
}

import Testing

@testable import MusterCLI

@Suite struct ProgressBarTests {
  @Test(arguments: [
    (0, "Creating  ----------------------------------------    0/120"),
    (50, "Creating  ================------------------------   50/120"),
    (120, "Creating  ========================================  120/120"),
  ])
  func fills(done: Int, line: String) {
    #expect(bar(columns: 80).line(done) == line)
  }

  @Test func fitsTheLine() {
    #expect(bar(columns: 30).line(60) == "Creating  =====-----   60/120")
    #expect(bar(columns: 20).line(60) == "Creating  60/120")
    #expect(bar(columns: 6).line(60) == "Creat")
    #expect(bar(columns: 0).line(60) == "")
  }

  @Test func isDrawnOverAndTakenAway() {
    let recorder = Recorder()
    let bar = ProgressBar("C", of: 2, on: recorder.sink(isTerminal: true, columns: 17), .plain)
    bar.show(1)
    bar.clear()
    #expect(recorder.text == "\rC  ====----  1/2\r\u{1B}[K")
  }

  private func bar(columns: Int) -> ProgressBar {
    ProgressBar("Creating", of: 120, on: Recorder().sink(isTerminal: true, columns: columns), .plain)
  }
}

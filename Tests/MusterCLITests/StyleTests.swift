import Testing

@testable import MusterCLI

@Suite struct StyleTests {
  @Test(arguments: [
    (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
    (true, ["TERM": "dumb"], false), (true, ["TERM": "xterm"], true),
  ])
  func coloursAreForTerminals(isTerminal: Bool, environment: [String: String], isColoured: Bool) {
    #expect(Style(isTerminal: isTerminal, environment: Environment(environment)).isColoured == isColoured)
  }
}

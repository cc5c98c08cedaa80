import Foundation
import TestSupport
import Testing

/// Stories that a user would tell, played with the real `muster` and `musterd`, once for each place of data.
///
/// To write one, put a file into `Scenarios` that says in a comment what it is about, and the commands:
///
///     # A member may not invite.
///     % limits: {roster-rows: 3}                                            (a line of the daemon's configuration file)
///     $ muster --account 111111111111 members create -f -
///     < 222222222222                                                        (a line that the command reads)
///
/// Then `MUSTER_RECORD=1 swift test --filter ScenarioTests` writes below each command what it said: `>` standard
/// output, `!` standard error, `=` the exit status where it is not 0. Read every line of that: it is the promise from
/// then on. An invitation id shows as `<invitation 1>`, and can be written so in the commands after it. Recording
/// fails the tests, so that nobody takes it for proof.
@Suite(.timeLimit(.minutes(2))) struct ScenarioTests {
  static let isRecording = ProcessInfo.processInfo.environment["MUSTER_RECORD"] == "1"

  @Test(arguments: try Scenario.all())
  func everythingIsSaidAsItWasRecorded(scenario: Scenario) async throws {
    var expected = scenario.text
    for place in DataPlace.allCases {
      let text = scenario.text(answering: try await play(scenario, on: place))
      if Self.isRecording, place == .memory {
        try scenario.record(text)
        expected = text
        Issue.record("\(scenario) was recorded: read it, and run the tests without MUSTER_RECORD")
      }
      guard text != expected else { continue }
      Issue.record(
        "\(scenario), data in \(place), differs from what was recorded:\n\(expected.lineDifference(to: text))")
    }
  }

  @Test func aDifferenceShowsTheLinesAroundIt() {
    let old = "a\nb\nc\nd\ne\nf\ng"
    #expect(old.lineDifference(to: "a\nb\nc\nd\nE\nf\ng", context: 1) == "  d\n- e\n+ E\n  f")
    #expect(old.lineDifference(to: old) == "")
    #expect("a".lineDifference(to: "a\nb") == "  a\n+ b")
  }

  /// Runs every command, one after the other, against a daemon of its own.
  private func play(_ scenario: Scenario, on place: DataPlace) async throws -> [FinishedProgram] {
    let directory = try TemporaryDirectory()
    let daemon = try await RunningDaemon.start(in: directory, try arguments(for: scenario, on: place, in: directory))
    var names = ScenarioNames(directory: directory)
    var answers: [FinishedProgram] = []
    for case .command(let command) in scenario.steps {
      let words = try names.resolving(command.line).words
      guard words.first == "muster" else {
        throw Scenario.Malformed(description: "\(scenario): only muster can be run, unlike $ \(command.line)")
      }
      let run = try await FinishedProgram.run(
        "muster", Array(words.dropFirst()), environment: ["MUSTER_SOCKET": daemon.socket, "HOME": directory.path],
        input: command.input, in: directory)
      answers.append(names.naming(run))
    }
    #expect(await daemon.stop() == .code(0))
    return answers
  }

  private func arguments(
    for scenario: Scenario, on place: DataPlace, in directory: TemporaryDirectory
  ) throws -> [String] {
    guard let configuration = scenario.configuration else { return place.arguments }
    return place.arguments + ["--config", try directory.write(configuration, to: "muster.yaml")]
  }
}

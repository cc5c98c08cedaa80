import MusterCLI
import MusterClient
import Testing

@Suite struct FailureTests {
  @Test(
    arguments: [
      (.refused(.invalidInput), .refused, "InvalidInputException", false),
      (.refused(.invalidAccess), .refused, "InvalidAccessException", false),
      (.refused(.accessDenied), .refused, "AccessDeniedException", false),
      (.refused(.resourceNotFound), .refused, "ResourceNotFoundException", false),
      (.refused(.resourceConflict), .refused, "ResourceConflictException", false),
      (.refused(.limitExceeded), .refused, "LimitExceededException", false),
      (.refused(.internal), .failed, "InternalException", false),
      (.refused(.unavailable), .failed, "ServiceUnavailable", false),
      (.refused(.overloaded), .failed, "Overloaded", false),
      (.refused(.deadlineExceeded), .failed, "DeadlineExceeded", true),
      (.refused(.cancelled), .failed, "Cancelled", true),
      (.unreachable, .unreachable, "Unreachable", false),
      (.connectionLost(mayHaveBeenApplied: true), .failed, "ConnectionLost", true),
      (.connectionLost(mayHaveBeenApplied: false), .failed, "ConnectionLost", false),
      (.deadlineExceeded, .failed, "DeadlineExceeded", true),
      (.cancelled, .failed, "Cancelled", true),
      (.unexpectedReply, .failed, "UnexpectedReply", true),
      (.closed, .failed, "Closed", true),
    ] as [(MusterClientError.Kind, Ending, String, Bool)])
  func everyEndOfACall(kind: MusterClientError.Kind, ending: Ending, code: String, mayHaveBeenApplied: Bool) {
    let error = MusterClientError(kind, "Why.")
    #expect(error.mayHaveBeenApplied == mayHaveBeenApplied)
    let failure = Failure(error)
    #expect(failure.ending == ending)
    #expect(failure.code == code)
    #expect(failure.message == "Why.")
  }

  /// Scripts branch on them.
  @Test func exitStatusesAreFixed() {
    #expect(Ending.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
    let names: [Ending] = [.done, .someUnprocessed, .usage, .refused, .unreachable, .failed]
    #expect(Ending.allCases == names)
  }

  @Test func usageFailuresAreTwo() {
    #expect(Failure.usage("x").ending == .usage)
    #expect(Failure.usage("x").advising("y").remedy == "y")
  }
}

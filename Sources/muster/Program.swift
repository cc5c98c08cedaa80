internal import ArgumentParser
internal import Glibc
internal import MusterCLI
internal import MusterClient

/// From arguments to exit status.
enum Program {
  static func run(_ arguments: [String]) async -> Never {
    // A reader that has seen enough, as head does, ends our writing and nothing else.
    signal(SIGPIPE, SIG_IGN)
    exit(await ending(of: arguments).rawValue)
  }

  private static func ending(of arguments: [String]) async -> Ending {
    do {
      var command = try Muster.parseAsRoot(arguments)
      guard let verb = command as? any Verb else {
        // A group by itself, or help: says what there is.
        try command.run()
        return .done
      }
      return await ending(of: verb)
    } catch {
      return answer(parsing: error, arguments)
    }
  }

  private static func ending(of verb: some Verb) async -> Ending {
    let session = Session(verb.options, .process)
    do {
      return try await verb.perform(in: session)
    } catch {
      let failure = failure(for: error)
      session.console.report(failure)
      return failure.ending
    }
  }

  private static func failure(for error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as MusterClientError: Failure(error)
    case let error as SinkError: error.failure
    default:
      Failure(.failed, "InternalException", "\(error)", remedy: "This is a fault of muster's own: please report it.")
    }
  }

  /// Help and the like were asked for and go where they can be piped. All else is a mistake in the command line,
  /// for which the parser has an exit status of its own.
  private static func answer(parsing error: any Error, _ arguments: [String]) -> Ending {
    let format: OutputFormat = asksForJSON(arguments) ? .json : .table
    let console = Console(format, environment: .process)
    let text = Muster.fullMessage(for: error)
    if Muster.exitCode(for: error).isSuccess {
      console.print(text)
      return .done
    }
    console.report(
      .usage(Muster.message(for: error)), for: text.replacing("Error: ", with: "muster: ", maxReplacements: 1))
    return .usage
  }

  /// Whether programs are to read the failure. The arguments could not be parsed, so this is a guess.
  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.contains("-ojson") || arguments.contains("--output=json")
      || zip(arguments, arguments.dropFirst()).contains { ["-o", "--output"].contains($0) && $1 == "json" }
  }
}

public import ArgumentParser
internal import Glibc

/// A program that runs until it is told to stop: flags in, exit code out.
public protocol HostProgram: ParsableCommand {
  /// Under which it complains and logs.
  static var name: String { get }

  /// Returns when it is done. What it throws besides ``StartError`` is a failure.
  func run(in environment: [String: String]) async throws
}

extension HostProgram {
  /// Does not return. 0 for a run that ended as it should, 2 for a wrong command line or file, 1 for every other failure.
  public static func runAndExit() async {
    // While no other thread can look at the environment.
    let environment = ProcessEnvironment.take()
    let code = await exitCode(in: environment)
    StandardStreams.finish()
    Glibc.exit(code)
  }

  private static func exitCode(in environment: [String: String]) async -> Int32 {
    do {
      try ProcessSetup.run()
      try await parse().run(in: environment)
      return 0
    } catch let error as StartError {
      StandardStreams.complain(error.messages, as: name)
      return error.exitCode
    } catch  where exitCode(for: error) == .failure {
      StandardStreams.complain(["\(error)"], as: name)
      return 1
    } catch  where exitCode(for: error).isSuccess {
      // What was asked for, such as the help, goes where it can be piped.
      StandardStreams.say(fullMessage(for: error))
      return 0
    } catch {
      StandardStreams.say(fullMessage(for: error), to: .error)
      return 2
    }
  }
}

internal import ArgumentParser
internal import MusterCLI

/// A command that does something, as against one that only groups others.
protocol Verb: AsyncParsableCommand {
  var options: GlobalOptions { get }

  /// Does it. Checks all it was given before it connects, so that nothing is sent of what is wrong.
  func perform(in session: Session) async throws -> Ending
}

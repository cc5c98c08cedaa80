internal import Foundation

/// A program of this package that ran to its end.
public struct FinishedProgram: Sendable {
  public let code: Int32
  public let output: String
  public let errors: String

  /// Runs a program with these arguments, this text to read, and no environment but this one.
  public static func run(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
    in directory: TemporaryDirectory
  ) async throws -> FinishedProgram {
    let run = "run-\(UInt64.random(in: 0 ... .max))"
    let output = try directory.write("", to: "\(run).out")
    let errors = try directory.write("", to: "\(run).err")
    let input = try directory.write(input, to: "\(run).in")

    let process = Process()
    process.executableURL = URL(filePath: try Executables.path(name))
    process.arguments = arguments
    process.environment = environment
    // Files, not pipes: nobody has to read while the program runs.
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    return FinishedProgram(
      // A signal's number, below zero, is no exit code.
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

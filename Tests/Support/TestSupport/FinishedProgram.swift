internal import Foundation

/// A program of this package that ran to its end.
public struct FinishedProgram: Sendable {
  public let code: Int32
  public let output: String
  public let errors: String

  public init(code: Int32, output: String, errors: String) {
    self.code = code
    self.output = output
    self.errors = errors
  }

  /// Runs a program with these arguments, this text to read, and no environment but this one.
  public static func run(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], input: String = "",
    in directory: TemporaryDirectory
  ) async throws -> FinishedProgram {
    let run = "run-\(UInt64.random(in: 0 ... .max))"
    let output = try directory.write("", to: "\(run).out")
    let errors = try directory.write("", to: "\(run).err")
    let input = try directory.write(input, to: "\(run).in")

    // Files, not pipes: nobody has to read while the program runs. And not Foundation's `Process`, which crashed now
    // and then when tests ran it side by side.
    let process = try ChildProcess(
      Executables.path(name), arguments, environment: environment, input: input, output: output, errors: errors)
    return FinishedProgram(
      code: await process.exit(within: 90).code, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

extension ChildProcess.Exit {
  /// A signal's number, below zero, is no exit code.
  fileprivate var code: Int32 {
    switch self {
    case .code(let code): code
    case .signal(let signal): -signal
    }
  }
}

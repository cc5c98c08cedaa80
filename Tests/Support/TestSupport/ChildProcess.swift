internal import Foundation
internal import Synchronization

/// A program that a test runs. Killed when the test lets go of it.
public final class ChildProcess: Sendable {
  public enum Exit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  public let id: Int32
  /// The file that has what the program wrote, to standard output and standard error.
  private let outputPath: String
  private let life: Life
  private let end: Task<Exit, Never>

  /// Starts a program with these arguments, and no environment but this one. Descriptors become 3, 4, …. What it
  /// writes to standard error goes to `output`, too, unless it has a file of its own.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], input: String = "/dev/null",
    output: String, errors: String? = nil, passing descriptors: [Int32] = []
  ) throws {
    let id = try Spawning.start(
      [path] + arguments, environment: environment.map { "\($0)=\($1)" }, input: input, output: output,
      errors: errors ?? output, passing: descriptors)
    let life = Life(id)
    self.id = id
    self.life = life
    outputPath = output
    end = Task { await life.end() }
  }

  deinit { life.kill(SIGKILL) }

  public func kill(_ signal: Int32) { life.kill(signal) }

  /// Waits for the end, which comes by force if it does not come in time.
  public func exit(within seconds: Double = 30) async -> Exit {
    let force = Task {
      try await Task.sleep(for: .seconds(seconds))
      kill(SIGKILL)
    }
    defer { force.cancel() }
    return await end.value
  }

  public var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }

  /// Waits on a thread of its own and knows until when the id is ours.
  private final class Life: Sendable {
    private let id: Mutex<Int32?>

    init(_ id: Int32) { self.id = Mutex(id) }

    func kill(_ signal: Int32) {
      id.withLock { id in
        if let id { _ = Foundation.kill(id, signal) }
      }
    }

    func end() async -> Exit {
      guard let id = id.withLock({ $0 }) else { return .signal(0) }
      return await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          var about = unsafe siginfo_t()
          while unsafe waitid(P_PID, id_t(id), &about, WEXITED | WNOWAIT) != 0, errno == EINTR {}
          continuation.resume(returning: self.reap(id))
        }
      }
    }

    /// Gives the id back to the system, which may then give it to another process.
    private func reap(_ id: Int32) -> Exit {
      self.id.withLock { living in
        var status: Int32 = 0
        unsafe waitpid(id, &status, 0)
        living = nil
        return status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
      }
    }
  }
}

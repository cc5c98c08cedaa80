import Foundation

/// Where the benchmarks work: programs, and a directory that is removed at the end.
final class Workshop {
  let options: BenchmarkOptions
  let peers: Peers
  private let directory: URL
  private let binaries: URL
  private var names = 0

  init(_ options: BenchmarkOptions) throws {
    self.options = options
    peers = Peers(directory: options.peers)
    binaries = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    directory = FileManager.default.temporaryDirectory.appending(path: "muster-bench-\(getpid())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// A path that nobody has yet. Short, so that it can be a socket's.
  func path(_ name: String) -> String {
    directory.appending(path: "\(name)\(number())").path
  }

  /// A number that nobody has yet.
  func number() -> Int {
    names += 1
    return names
  }

  var musterd: String { binaries.appending(path: "musterd").path }

  /// A daemon that keeps its data there, or in a directory of its own.
  func daemon(data: String? = nil) throws -> ServerProcess {
    let socket = path("s")
    return try ServerProcess(
      musterd, ["--socket", socket, "--data", data ?? path("data")], socket: socket)
  }

  /// What is going on, where somebody watches.
  func progress(_ text: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text ?? "")".utf8))
  }

  /// So many runs of both, in turn, so that a machine that slows down slows down both.
  func inTurn<Value>(_ name: String, _ run: () throws -> Value) rethrows -> [Value] {
    defer { progress(nil) }
    return try (1...options.runs).map { number in
      progress("\(name): run \(number) of \(options.runs)")
      return try run()
    }
  }
}

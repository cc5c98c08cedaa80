internal import Dispatch
internal import Glibc

/// Control-C, and a request to terminate, while a long command changes things.
enum Interruption {
  /// Does work that the first signal cancels, so that it can still say how far it came. The second one ends the
  /// program on the spot, as signals do otherwise.
  static func cancelling<Output: Sendable>(_ work: @escaping @Sendable () async -> Output) async -> Output {
    let task = Task { await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        task.cancel()
        signal(number, SIG_DFL)
        source.cancel()
      }
      source.activate()
      return source
    }
    let output = await task.value
    for (source, number) in zip(sources, [SIGINT, SIGTERM]) {
      source.cancel()
      signal(number, SIG_DFL)
    }
    return output
  }
}

internal import Dispatch
internal import Glibc

/// Control-C, a request to terminate, and a terminal that was closed, while a long command changes things.
enum Interruption {
  /// Does work that the first signal cancels, so that it can still say how far it came. The second one ends the
  /// program on the spot, as signals do otherwise.
  static func cancelling<Output: Sendable>(_ work: @escaping @Sendable () async -> Output) async -> Output {
    let task = Task { await work() }
    // Who starts it with nohup wants it to go on.
    let signals = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])
    let sources = signals.map { number in
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
    for (source, number) in zip(sources, signals) {
      source.cancel()
      signal(number, SIG_DFL)
    }
    return output
  }

  /// Whether whoever started this process has it ignore a signal.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // A handler is the address of a function or one of two small numbers, as wide as an Int: they are compared as
    // numbers, and never called.
    let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    return handler == ignoring
  }
}

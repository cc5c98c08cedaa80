/// Waits until something that happens elsewhere has happened. The suite's time limit ends a vain wait.
public func eventually(_ condition: () async -> Bool) async {
  // A test whose time is over is cancelled, and would find no rest in the sleep.
  while await !condition(), !Task.isCancelled {
    // What is awaited is done by other threads; there is nothing to be told by.
    try? await Task.sleep(for: .milliseconds(1))
  }
}

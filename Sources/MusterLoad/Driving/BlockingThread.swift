internal import Dispatch
internal import Glibc

/// A thread that may block: those of Swift's own pool must not.
package struct BlockingThread: Sendable {
  private let id: pthread_t

  package init(_ body: @escaping @Sendable () -> Void) throws(LoadError) {
    var id = pthread_t()
    let work = unsafe Unmanaged.passRetained(Work(body))
    let code = unsafe pthread_create(
      &id, nil,
      { pointer in
        // What `init` retained for this thread alone.
        if let pointer = unsafe pointer { unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      unsafe work.release()
      throw .system("pthread_create", code)
    }
    self.id = id
  }

  /// Waits until it has ended. Once.
  package func join() { pthread_join(id, nil) }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// Where threads wait for each other, once. Each of them either passes or says that somebody misses.
final class Gate: Sendable {
  private let missing = DispatchGroup()

  init(count: Int) {
    for _ in 0..<count { missing.enter() }
  }

  func pass() {
    missing.leave()
    missing.wait()
  }

  /// Says that somebody will not come.
  func miss() { missing.leave() }
}

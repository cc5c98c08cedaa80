internal import NIOPosix

/// The arena of each event loop: one thread, one message at a time, one arena.
enum LoopArena {
  // Safe to share: each thread meets only the value that it set itself.
  private nonisolated(unsafe) static let variable = ThreadSpecificVariable<Arena>()

  /// The arena of the event loop that this runs on. Nil when there is no address space for it.
  static func current() -> Arena? {
    if let arena = unsafe variable.currentValue { return arena }
    guard let arena = Arena() else { return nil }
    unsafe variable.currentValue = arena
    return arena
  }
}

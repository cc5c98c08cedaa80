internal import Glibc

/// A file descriptor that is closed when its owner is gone.
package struct Descriptor: ~Copyable, Sendable {
  package let number: CInt

  /// Takes ownership. Nil for the -1 of a failed call, whose reason is then in ``SystemCallError/last``.
  package init?(_ number: CInt) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  /// Hands ownership on.
  package consuming func release() -> CInt {
    let number = number
    discard self
    return number
  }

  deinit { close(number) }
}

internal import Glibc

/// A system call's refusal, in the words of the C library.
package struct SystemCallError: Error, Hashable {
  package let code: CInt

  package init(_ code: CInt) { self.code = code }

  /// The one that the last call on this thread left behind.
  package static var last: SystemCallError { SystemCallError(errno) }
}

extension SystemCallError: CustomStringConvertible {
  package var description: String {
    // strerror keeps the text of a number it does not know in storage of this thread.
    unsafe String(cString: strerror(code))
  }
}

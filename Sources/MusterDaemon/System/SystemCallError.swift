internal import Glibc

/// A system call's refusal, in the words of the C library.
struct SystemCallError: Error, Hashable {
  let code: CInt

  init(_ code: CInt) { self.code = code }

  /// The one that the last call on this thread left behind.
  static var last: SystemCallError { SystemCallError(errno) }
}

extension SystemCallError: CustomStringConvertible {
  var description: String {
    // strerror keeps the text of a number it does not know in storage of this thread.
    unsafe String(cString: strerror(code))
  }
}

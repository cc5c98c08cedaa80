internal import Glibc

enum SystemError {
  /// What the system calls an error number: `No such file or directory`.
  static func text(_ number: Int32) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress, unsafe strerror_r(number, start, buffer.count) == 0 else {
        return "error \(number)"
      }
      return unsafe String(cString: start)
    }
  }
}

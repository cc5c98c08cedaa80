internal import Glibc

/// How many files this process may have open.
///
/// To run into that limit is death, not an error: once a second libdispatch, which runs Swift's tasks, opens a file to see
/// what its threads do, and ends the process when it cannot. So peers are never given the last descriptors.
enum DescriptorLimit {
  static var current: Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_cur)
  }

  /// The connections there is room for, with descriptors kept back for everything else. Where that would leave next to
  /// nothing, half of all are kept.
  static func connections(of descriptors: Int) -> Int {
    max(descriptors - Limits.descriptorsKept, descriptors / 2, 1)
  }

  /// The connections there is room for beside the files that are open already.
  static func connections(of descriptors: Int, beside open: Int) -> Int {
    max(connections(of: descriptors) - open, 1)
  }

  /// Whether more are left than are kept back. The kernel gives the lowest number that is free.
  ///
  /// - Parameter descriptor: any that is open.
  /// - Returns: false also when there is none to try with.
  static func hasRoom(beside descriptor: CInt) -> Bool {
    lowestFree(beside: descriptor).map { $0 < connections(of: current) } ?? false
  }

  /// The number that the next file gets: about as many as are open. Nil when there is none.
  static func lowestFree(beside descriptor: CInt) -> Int? {
    let lowest = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard lowest >= 0 else { return nil }
    close(lowest)
    return Int(lowest)
  }
}

internal import Glibc

/// As many files open as this process may have: thousands of connections are more than it has by default.
enum Descriptors {
  static func raiseLimit() {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    // Where it cannot be raised, connecting says so.
    _ = unsafe setrlimit(files, &limit)
  }
}

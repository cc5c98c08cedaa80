internal import Glibc

/// What every long-running process does before anything else.
public enum ProcessSetup {
  public static var id: Int32 { getpid() }

  /// How many files this process may have open.
  public static var descriptorLimit: Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    return Int(clamping: limit.rlim_cur)
  }

  public static func run() throws(StartError) {
    openStandardDescriptors()
    // A client that hangs up is an error of one write, not a reason to die.
    signal(SIGPIPE, SIG_IGN)
    // Nor is a "reload" of whoever takes us for a daemon that has something to reload. In a terminal it means that the
    // terminal is gone, and ends us as ever.
    if isatty(STDERR_FILENO) == 0 { signal(SIGHUP, SIG_IGN) }
    LogOutput.standardError.start()
    try raiseDescriptorLimit()
  }

  /// A process may be started without some of the three. The database or a client would be given their numbers, and be
  /// written the log.
  private static func openStandardDescriptors() {
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) == -1 {
      // The lowest free number is given, which is this one.
      guard unsafe open("/dev/null", O_RDWR) == number else { exit(1) }
    }
  }

  /// The soft limit is for programs that use select(2).
  private static func raiseDescriptorLimit() throws(StartError) {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { return }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      // Refused only by a sandbox, which then chose the limit on purpose.
      _ = unsafe setrlimit(resource, &limit)
    }
    guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < Limits.leastDescriptors else { return }
    throw .failure(
      "this process may have \(limit.rlim_cur) open files and needs \(Limits.leastDescriptors) at least; raise the limit "
        + "with `ulimit -n`, or LimitNOFILE= in its unit")
  }
}

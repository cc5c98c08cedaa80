internal import Glibc

/// What every long-running process does before anything else.
public enum ProcessSetup {
  public static var id: Int32 { getpid() }

  /// Ends the process when it must not go on.
  public static func run() {
    openStandardDescriptors()
    // A client that hangs up is an error of one write, not a reason to die.
    signal(SIGPIPE, SIG_IGN)
    raiseDescriptorLimit()
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
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max
    else { return }
    limit.rlim_cur = limit.rlim_max
    // Refused only by a sandbox, which then chose the limit on purpose.
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

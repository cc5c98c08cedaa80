internal import Glibc
public import MusterProcess

/// The socket that systemd listens on for us and passes at the start: sd_listen_fds(3), without its library.
public struct PassedSocket: ~Copyable, Sendable {
  /// Where clients find it.
  public let path: String
  private let descriptor: Descriptor

  private static let firstDescriptor: CInt = 3

  /// Nil when none was passed to this process.
  public init?(_ environment: [String: String]) throws(StartError) {
    try self.init(environment, process: getpid(), first: Self.firstDescriptor)
  }

  init?(_ environment: [String: String], process: pid_t, first: CInt) throws(StartError) {
    // Inherited from a parent that was meant, or not set at all.
    guard let listener = environment["LISTEN_PID"], listener == String(process), let text = environment["LISTEN_FDS"]
    else { return nil }
    guard let count = Int(text), count == 1 else {
      throw .usage(
        "LISTEN_FDS: \(Escaping.quoted(text)) sockets were passed, named \(Escaping.quoted(environment["LISTEN_FDNAMES"] ?? "")); "
          + "musterd serves exactly one, so leave one ListenStream= in the socket unit")
    }
    guard fcntl(first, F_SETFD, FD_CLOEXEC) == 0, let descriptor = Descriptor(first) else {
      throw .usage("LISTEN_FDS: descriptor \(first) is not open; start musterd through its socket unit")
    }
    guard Self.option(SO_DOMAIN, of: first) == AF_UNIX, Self.option(SO_TYPE, of: first) == CInt(SOCK_STREAM.rawValue),
      Self.option(SO_ACCEPTCONN, of: first) == 1
    else {
      throw .usage(
        "LISTEN_FDS: descriptor \(first) is not a listening Unix stream socket; use ListenStream= with a path and "
          + "Accept=no in the socket unit")
    }
    guard let path = Self.path(of: first) else {
      throw .usage(
        "LISTEN_FDS: descriptor \(first) has no path, and no permission protects an abstract socket; use ListenStream= "
          + "with a path in the socket unit")
    }
    self.path = path
    self.descriptor = descriptor
  }

  /// The listening descriptor, for whoever accepts from it, who then owns it.
  public consuming func release() -> CInt { descriptor.release() }

  private static func option(_ name: CInt, of descriptor: CInt) -> CInt? {
    var value: CInt = 0
    var length = socklen_t(MemoryLayout<CInt>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
  }

  private static func path(of descriptor: CInt) -> String? {
    var address = sockaddr_un()
    var length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(descriptor, $0, &length) }
    }
    guard result == 0 else { return nil }
    let bytes = unsafe withUnsafeBytes(of: &address.sun_path) { unsafe Array($0) }
    let count = min(max(0, Int(length) - MemoryLayout<sa_family_t>.size), bytes.count)
    let name = bytes.prefix(count).prefix { $0 != 0 }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}

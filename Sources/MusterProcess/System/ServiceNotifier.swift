internal import Glibc

/// Tells the service manager how the daemon is doing: sd_notify(3), without its library.
public struct ServiceNotifier: Sendable {
  private let address: SocketAddress

  /// Nil when nobody listens.
  ///
  /// - Throws: when `NOTIFY_SOCKET` is no address we can send to. Whoever set it waits for us to be ready.
  public init?(_ environment: [String: String]) throws(StartError) {
    guard let name = environment["NOTIFY_SOCKET"], !name.isEmpty else { return nil }
    guard let address = SocketAddress(notifySocket: name) else {
      throw .usage("NOTIFY_SOCKET: \(Escaping.quoted(name)) is neither an absolute path nor @ and an abstract name")
    }
    self.address = address
  }

  public func ready(_ status: String) throws(StartError) { try send("READY=1\nSTATUS=\(Escaping.plain(status))\n") }
  public func stopping() throws(StartError) { try send("STOPPING=1\nSTATUS=draining\n") }

  private func send(_ text: String) throws(StartError) {
    guard let socket = Descriptor(unixSocket: SOCK_DGRAM) else {
      throw .failure("cannot make a socket to notify the service manager: \(SystemCallError.last)")
    }
    let bytes = Array(text.utf8)
    let count = unsafe address.withSocketAddress { address, length in
      unsafe sendto(socket.number, bytes, bytes.count, CInt(MSG_NOSIGNAL), address, length)
    }
    guard count == bytes.count else { throw .failure("cannot notify the service manager: \(SystemCallError.last)") }
  }
}

internal import Hummingbird
internal import NIOCore

/// What Hummingbird knows of a request beside what it says.
struct PeerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let address: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress
  }

  /// `127.0.0.1:40312`.
  var peer: String? {
    guard let host = address?.ipAddress, let port = address?.port else { return nil }
    return "\(ListenAddress(host: host, port: port))"
  }
}

internal import Hummingbird
internal import NIOCore

/// What Hummingbird knows of a request beside what it says.
struct PeerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Where it came from.
  let peer: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress
  }
}

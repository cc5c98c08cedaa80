internal import Glibc
internal import NIOCore
internal import NIOPosix

/// The least that a ttrpc server of NIO and libprotobuf-c can be: every call is answered with its own payload. It knows
/// no methods, no users, no limits and no errors: what musterd takes longer is what it does for its callers.
///
/// `muster-bench-echo --socket PATH` serves until it is killed.
@main struct EchoServer {
  static func main() async throws {
    guard CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--socket" else {
      print("usage: muster-bench-echo --socket PATH")
      exit(2)
    }
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 4096)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(EchoHandler()) }
      }
      .bind(unixDomainSocketPath: CommandLine.arguments[2], cleanupExistingSocketFile: true).get()
    try await listener.closeFuture.get()
  }
}

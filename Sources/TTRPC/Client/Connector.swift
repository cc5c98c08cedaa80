internal import NIOCore
internal import NIOPosix

/// Opens the connections of a client.
struct Connector {
  let path: String
  let loop: any EventLoop

  /// Connects, and reports the channel on its event loop. Frames that arrive on it go to `connection`.
  func connect(_ connection: ClientConnection, _ done: @escaping (Result<any Channel, any Error>) -> Void) {
    attempt(connection, until: loop.now + Limits.connectTime.timeAmount, done)
  }

  private func attempt(
    _ connection: ClientConnection, until end: NIODeadline, _ done: @escaping (Result<any Channel, any Error>) -> Void
  ) {
    let descriptor: CInt
    do {
      descriptor = try UnixSocket.connect(to: path)
    } catch  where error.isQueueFull && loop.now < end {
      // The server lives and is busy: a moment later it may have room.
      loop.assumeIsolated().scheduleTask(in: Limits.connectPause.timeAmount) {
        attempt(connection, until: end, done)
      }
      return
    } catch {
      return done(.failure(error))
    }
    let connection = NIOLoopBound(connection, eventLoop: loop)
    ClientBootstrap(group: loop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ClientChannelHandler(connection.value))
        }
      }
      .withConnectedSocket(descriptor)
      .assumeIsolated()
      .whenComplete(done)
  }
}

internal import NIOCore

/// The streams of one connection of a server. On its event loop only, but for `woken`.
struct ServerStreams {
  struct Entry {
    let stream: ServerStream
    var machine: ServerStreamStateMachine
    let isEndless: Bool
    /// Set where there are interceptors.
    let watch: CallWatch?

    /// The stream ends for the client before its method does.
    mutating func abort(_ status: Status) {
      machine.end()
      stream.abort(status)
      watch?.finish(with: status, traffic: stream.traffic)
    }

    /// The method is done, and all that it sent handed over.
    func finish(_ ending: StreamEnding) {
      guard let watch else { return }
      if case .failure(let status) = ending {
        watch.finish(with: status, traffic: stream.traffic)
      } else {
        watch.finish(with: nil, traffic: stream.traffic)
      }
    }
  }

  /// By id, until the method is done and its last frame is written.
  var open: [StreamID: Entry] = [:]
  var turns = StreamTurns<StreamID>()
  /// Frames that have not been handed to the channel.
  var out: ReplyBuffer
  /// Watches a client that leaves streams unread. Theirs is a clock apart from the one for answers: what waits here is
  /// kept from the channel, which therefore never looks full.
  var clock: WriteClock
  /// Streams whose methods wrote something.
  let woken = Mailbox<StreamID>()
  /// The rest is sent in the loop's next turn.
  var isScheduled = false

  init(_ configuration: Server.Configuration) {
    out = ReplyBuffer(limit: configuration.frameBytes)
    clock = WriteClock(allowed: configuration.unreadReplyTime.timeAmount)
  }

  /// The connection is gone.
  mutating func close() {
    for id in open.keys { open[id]?.abort(.streamCancelled) }
    open = [:]
    turns.reset()
    clock.stop()
  }
}

internal import NIOCore

/// The streams of one connection of a server. On its event loop only, but for `woken`.
struct ServerStreams {
  struct Entry {
    let stream: ServerStream
    /// The client counts what it sends.
    let takesCredit: Bool
    var machine: ServerStreamStateMachine
    let isEndless: Bool
    /// Set where there are interceptors.
    let watch: CallWatch?

    /// The stream ends for the client before its method does.
    mutating func abort(_ status: Status) {
      machine.end()
      stream.abort(status)
      watch?.finish(with: status, traffic: stream.traffic(machine.kind))
    }

    /// The method is done, and all that it sent handed over.
    func finish(_ ending: StreamEnding) {
      guard let watch else { return }
      if case .failure(let status) = ending {
        watch.finish(with: status, traffic: stream.traffic(machine.kind))
      } else {
        watch.finish(with: nil, traffic: stream.traffic(machine.kind))
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
  /// What all of them keep of the client's messages, and of their methods'.
  let received: StreamLedger
  let ahead = StreamLedger(limit: Limits.streamsAheadBytes)
  /// Streams whose methods wrote something.
  let woken = Mailbox<StreamID>()
  /// Nothing behind it is looked at.
  var waiting: WaitingMessage<StreamID>?
  /// The rest is sent in the loop's next turn.
  var isScheduled = false

  init(_ configuration: Server.Configuration) {
    out = ReplyBuffer(limit: configuration.frameBytes)
    received = StreamLedger(limit: configuration.unreadStreamCost)
    clock = WriteClock(allowed: configuration.unreadReplyTime.timeAmount)
  }

  /// The stream that keeps most of what was received.
  var greediest: StreamID? {
    open.map { (id: $0.key, cost: $0.value.stream.input.held.cost) }.filter { $0.cost > 0 }.max { $0.cost < $1.cost }?
      .id
  }

  /// The connection is gone.
  mutating func close() {
    for id in open.keys { open[id]?.abort(.streamCancelled) }
    open = [:]
    waiting = nil
    turns.reset()
    clock.stop()
  }
}

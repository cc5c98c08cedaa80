internal import Logging
internal import NIOCore
internal import Synchronization

/// How full a server is: its connections and what they hold, charged to their users. Shared by all event loops; asked
/// when a connection comes or goes or its buffers change by much, never for a call that is answered at once.
final class Occupancy: Sendable {
  /// What a connection holds too much of.
  enum Buffer {
    case input
    case output
  }

  private struct State {
    var seats: Seats
    var input: HeldBytes
    var output: HeldBytes
    var users: [UInt32: PeerUser] = [:]
    var channels: [UInt64: any Channel] = [:]
    /// Listeners that wait for a seat.
    var waiting: [AcceptGate.Handle] = []
    var statistics = Server.Statistics()
    var refusedConnections = Occasion()
    var refusedCalls = Occasion()
    var closed = Occasion()
  }

  private let callsPerUser: Int
  private let silentTime: Duration
  private let logger: Logger
  private let state: Mutex<State>

  init(_ configuration: Server.Configuration, logger: Logger) {
    callsPerUser = configuration.callsPerUser
    silentTime = configuration.silentTime
    self.logger = logger
    state = Mutex(
      State(
        seats: Seats(most: configuration.connections, mostPerUser: configuration.connectionsPerUser),
        input: HeldBytes(most: configuration.inputBytes), output: HeldBytes(most: configuration.outputBytes)))
  }

  var statistics: Server.Statistics {
    state.withLock { state in
      var statistics = state.statistics
      statistics.connections = state.seats.taken
      statistics.inputBytes = state.input.total
      statistics.outputBytes = state.output.total
      return statistics
    }
  }

  // MARK: Connections

  /// Takes no more connections than there are descriptors for, beside those that are open.
  func fit(to descriptors: Int, beside open: Int) {
    let room = DescriptorLimit.connections(of: descriptors, beside: open)
    let wanted = state.withLock { state in
      defer { state.seats.lower(to: room) }
      return state.seats.most
    }
    guard room < wanted else { return }
    logger.notice(
      """
      fewer connections are served than configured: this process may not have enough open files; raise that limit with \
      `ulimit -n`, or LimitNOFILE= in its unit
      """,
      metadata: ["connections": "\(room)", "configured": "\(wanted)", "files": "\(descriptors)"])
  }

  /// How many connections a listener accepts in one turn of its event loop. Not one at a time, or a crowd that comes while
  /// the loop is busy would wait long; few against the seats, of which the last one accepts too many.
  var acceptsAtOnce: Int {
    let seats = state.withLock(\.seats.most)
    return max(1, min(Limits.acceptsAtOnce, seats / Limits.acceptsAtOnce))
  }

  /// A listener accepted a connection. Returns whether it may accept another; if not, it is told when it may.
  func accepted(by listener: AcceptGate.Handle) -> Bool {
    state.withLock { state in
      state.seats.take()
      return Self.mayAccept(listener, &state)
    }
  }

  /// Whether a listener may accept a connection. If not, it is told when it may.
  func mayAccept(_ listener: AcceptGate.Handle) -> Bool {
    state.withLock { Self.mayAccept(listener, &$0) }
  }

  private static func mayAccept(_ listener: AcceptGate.Handle, _ state: inout State) -> Bool {
    guard state.seats.isFull else { return true }
    state.waiting.append(listener)
    state.statistics.timesFull += 1
    return false
  }

  /// An accepted connection is closed.
  func seatGivenBack() {
    let waiting = state.withLock { state -> [AcceptGate.Handle] in
      guard state.seats.giveBack() else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for listener in waiting { listener.seatIsFree() }
  }

  /// The kernel has said whose a connection is. Returns its user, or nil when that has enough: then it must be closed.
  func enter(_ id: UInt64, _ channel: any Channel, of uid: UInt32) -> PeerUser? {
    let now = NIODeadline.now()
    let (user, most, tell) = state.withLock { state -> (PeerUser?, Int, Int?) in
      guard state.seats.sit(id, of: uid, now: now) else {
        state.statistics.connectionsRefused += 1
        return (nil, state.seats.mostPerUser, state.refusedConnections.happened(now: now))
      }
      state.channels[id] = channel
      return (Self.user(uid, callsPerUser, &state), state.seats.mostPerUser, nil)
    }
    if let tell {
      logger.warning(
        "a user's connection was closed: it has as many as one user may have",
        metadata: ["uid": "\(uid)", "times": "\(tell)", "connectionsPerUser": "\(most)"])
    }
    if user != nil { channel.closeFuture.whenComplete { _ in self.leave(id) } }
    return user
  }

  private static func user(_ uid: UInt32, _ calls: Int, _ state: inout State) -> PeerUser {
    if let user = state.users[uid] { return user }
    // Those that are gone and whose work is over.
    state.users = state.users.filter { [seats = state.seats] in seats.has($0.key) || $0.value.runningCalls > 0 }
    let user = PeerUser(uid: uid, calls: calls)
    state.users[uid] = user
    return user
  }

  private func leave(_ id: UInt64) {
    state.withLock { state in
      state.seats.leave(id)
      state.input.forget(id)
      state.output.forget(id)
      state.channels[id] = nil
    }
  }

  /// A connection sent its first frame.
  func spoke(_ id: UInt64) {
    state.withLock { $0.seats.spoke(id) }
  }

  /// Makes room, when all seats are taken or there are no files for more, by closing connections that never sent
  /// anything whole in all their time.
  func closeSilent(now: NIODeadline, hasFiles: Bool = true) {
    let silent = state.withLock { state -> [any Channel] in
      guard state.seats.isFull || !hasFiles else { return [] }
      let silent = state.seats.silent(since: now - silentTime.timeAmount).compactMap { state.channels[$0] }
      state.statistics.silentClosed += silent.count
      return silent
    }
    guard !silent.isEmpty else { return }
    for channel in silent { channel.close(promise: nil) }
    logger.warning(
      "connections that never sent a request were closed: there is no room for others",
      metadata: ["connections": "\(silent.count)", "silentTime": "\(silentTime)"])
  }

  func acceptFailed() {
    state.withLock { $0.statistics.acceptFailures += 1 }
  }

  // MARK: What they hold

  /// A connection holds so much. Whoever has to go for it is told on its own event loop.
  func hold(_ bytes: Int, of buffer: Buffer, by connection: UInt64, of uid: UInt32) {
    let excess = state.withLock { state -> [any Channel] in
      guard state.channels[connection] != nil else { return [] }
      let ids =
        switch buffer {
        case .input: state.input.hold(bytes, by: connection, of: uid)
        case .output: state.output.hold(bytes, by: connection, of: uid)
        }
      return ids.compactMap { state.channels[$0] }
    }
    for channel in excess {
      // Not at once: it may be the one that asks, in the middle of something.
      channel.eventLoop.execute {
        channel.pipeline.fireUserInboundEventTriggered(ServerConnection.Event.holdsMost(buffer))
      }
    }
  }

  /// A connection is closed for what it holds.
  func closes(_ connection: UInt64, of uid: UInt32, for buffer: Buffer, bytes: Int, now: NIODeadline) {
    let tell = state.withLock { state in
      switch buffer {
      case .input: state.statistics.inputClosed += 1
      case .output: state.statistics.outputClosed += 1
      }
      return state.closed.happened(now: now)
    }
    guard let tell else { return }
    logger.warning(
      "the connection that held most was closed: all together hold too much",
      metadata: [
        "connection": "\(connection)", "uid": "\(uid)", "bytes": "\(bytes)", "times": "\(tell)",
        "limit": "\(buffer == .input ? "inputBytes" : "outputBytes")",
      ])
  }

  /// A call was refused because too many of its user run.
  func refusedCall(of uid: UInt32, now: NIODeadline) {
    let tell = state.withLock { state in
      state.statistics.callsRefused += 1
      return state.refusedCalls.happened(now: now)
    }
    guard let tell else { return }
    logger.warning(
      "calls were refused: as many of their user run as may",
      metadata: ["uid": "\(uid)", "times": "\(tell)", "callsPerUser": "\(callsPerUser)"])
  }
}

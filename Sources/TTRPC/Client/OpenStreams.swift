internal import NIOCore

/// The streams that a client has opened on its connection. On the connection's event loop only.
struct OpenStreams {
  struct Entry {
    let call: StreamCall
    let stream: StreamID
    var machine: ClientStreamStateMachine
    /// The server counts what we have not read.
    var takesCredit = false
    /// What was sent is counted, as far as is known.
    var isCounted: Bool
    /// What was sent and not credited, as it costs the server.
    var unread = 0
  }

  /// By call, from the request to the last frame.
  var open: [CallID: Entry] = [:]
  var turns = StreamTurns<CallID>()
  /// Nothing behind it is looked at.
  var waiting: WaitingMessage<CallID>?
  var kinship = ServerKinship()
  var account = SendAccount()
  /// Streams with messages that the server has no room for, and since when they have sent none: numbers that grow.
  private var heldBack: [CallID: UInt64] = [:]
  private var nextTicket: UInt64 = 0

  /// A stream has messages that the server has no room for.
  mutating func holdBack(_ id: CallID) {
    guard heldBack[id] == nil else { return }
    heldBack[id] = nextTicket
    nextTicket += 1
  }

  /// There may be room now: those that were held back have their turns, first the one that has waited longest.
  mutating func letGo() {
    for (id, _) in heldBack.sorted(by: { $0.value < $1.value }) { turns.add(id) }
  }

  /// A message was sent.
  mutating func sent(_ size: Int, on id: CallID) {
    heldBack[id] = nil
    guard open[id]?.isCounted == true else { return }
    let cost = size + Limits.streamMessageCost
    open[id]?.unread += cost
    account.sent(cost)
  }

  /// The server has read some of a stream. What it says beyond what it was sent counts for nothing.
  mutating func credited(_ read: StreamBound, on id: CallID) {
    guard let entry = open[id], entry.isCounted else { return }
    let cost = min(read.cost, entry.unread)
    open[id]?.unread -= cost
    account.returned(cost)
    entry.call.output.grant(read)
    letGo()
  }

  /// The stream is over: its server keeps nothing of it.
  mutating func remove(_ id: CallID) {
    guard let entry = open.removeValue(forKey: id) else { return }
    heldBack[id] = nil
    account.returned(entry.unread)
    if entry.unread > 0 { letGo() }
  }

  /// The server counts nothing: only the socket tells how much it takes.
  mutating func countNothing() {
    account = SendAccount()
    for (id, entry) in open where entry.isCounted {
      open[id]?.isCounted = false
      open[id]?.unread = 0
      entry.call.output.open(nil)
    }
    letGo()
  }

  /// The connection is gone.
  mutating func close() {
    // Nobody else remembers a stream whose last frame came.
    if let waiting, waiting.isLast { open[waiting.stream]?.call.endUnread() }
    self = OpenStreams()
  }
}

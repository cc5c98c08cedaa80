/// One connection of a thread: what is in flight on it, and what could not be written yet.
final class LoadConnection {
  let socket: LoadSocket
  var reader: ReplyReader
  var inFlight: InFlight
  var rosters: Rosters
  /// Frames for which the socket had no room.
  private(set) var pending: [UInt8] = []
  var sent = 0
  /// Whether the server, or something else, has ended it.
  var isLost = false

  init(_ plan: LoadPlan, number: Int, _ calls: LoadCalls) throws(LoadError) {
    socket = try LoadSocket(connectingTo: plan.socket)
    reader = ReplyReader(calls.form)
    inFlight = InFlight(window: plan.window)
    rosters = Rosters(ofConnection: number, of: plan.connections, calls.writes)
  }

  /// Odd, in order, and each once, as ttrpc wants it.
  var nextStream: UInt32 { UInt32(truncatingIfNeeded: 2 * sent + 1) }

  /// Writes in one go what there is room for, and keeps the rest.
  func write(_ frames: borrowing [UInt8]) throws(LoadError) {
    let written = try socket.write(frames.span)
    guard written < frames.count else { return }
    pending.append(contentsOf: frames[written...])
  }

  /// Goes on with what is left.
  func flush() throws(LoadError) {
    let frames = pending
    let written = try socket.write(frames.span)
    pending.removeFirst(written)
  }
}

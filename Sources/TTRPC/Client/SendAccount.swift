/// What a client has sent on all streams of a connection that its server has not said to have taken.
struct SendAccount: Equatable {
  private(set) var unread = 0
  /// What the server keeps. To begin with, what every server of ours does.
  var limit = StreamCredit.initial.bytes

  /// The longest message that a stream may send. One may always, so that none is too long for ever.
  ///
  /// A third of what the server keeps is for next to nothing of each stream: however many of the thousand that a
  /// connection may have stand still, short messages of one that is read go on. An eighth of the rest is for streams that
  /// have next to nothing unread, whatever they send. What a stream has unread that was read and not credited is less
  /// than that.
  ///
  /// - Parameter own: what the stream has unread.
  /// - Returns: its bytes; negative when there is no room.
  func room(beside own: Int) -> Int {
    if unread == 0 { return .max }
    let rest = limit - limit / 3
    let shared = (own < Limits.leastUnreadCost ? rest : rest - rest / 8) - unread
    let kept = min(Limits.leastUnreadCost - own, limit - unread)
    return max(-1, max(shared, kept) - Limits.streamMessageCost)
  }

  mutating func sent(_ cost: Int) {
    unread += cost
  }

  mutating func returned(_ cost: Int) {
    unread -= cost
  }
}

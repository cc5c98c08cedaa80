/// What a client has sent on all streams of a connection that its server has not said to have taken.
struct SendAccount: Equatable {
  private(set) var unread = 0
  /// What the server keeps. To begin with, what every server of ours does.
  var limit = StreamCredit.initial.bytes

  /// The longest message that a stream may send. One may always, so that none is too long for ever.
  ///
  /// The last eighth is for streams that have next to nothing unread: however many stand still, those that are read go
  /// on. What a stream has unread that was read and not credited is less than that.
  ///
  /// - Parameter own: what the stream has unread.
  /// - Returns: its bytes; negative when there is no room.
  func room(beside own: Int) -> Int {
    if unread == 0 { return .max }
    let share = own < 2 * Limits.creditCost ? limit : limit - limit / 8
    return max(-1, share - unread - Limits.streamMessageCost)
  }

  mutating func sent(_ cost: Int) {
    unread += cost
  }

  mutating func returned(_ cost: Int) {
    unread -= cost
  }
}

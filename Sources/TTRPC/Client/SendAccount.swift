/// What a client has sent on all streams of a connection that its server has not said to have taken.
struct SendAccount: Equatable {
  private(set) var unread = 0
  /// What the server keeps. To begin with, what every server of ours does.
  var limit = StreamCredit.initial.bytes

  /// The longest message that may be sent. One may always, so that none is too long for ever.
  var room: Int {
    unread == 0 ? .max : max(-1, limit - unread - Limits.streamMessageCost)
  }

  mutating func sent(_ cost: Int) {
    unread += cost
  }

  mutating func returned(_ cost: Int) {
    unread -= cost
  }
}

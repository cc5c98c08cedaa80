internal import NIOCore

/// Decides how many connections a server has, in all and of each user. Does nothing itself.
///
/// A connection takes a seat when it is accepted, before anybody knows whose it is, and sits down once the kernel has
/// said that.
struct Seats {
  private struct Sitter {
    let uid: UInt32
    let since: NIODeadline
    /// It never sent a whole frame.
    var isSilent = true
  }

  /// The most in all. Known when serving begins.
  private(set) var most: Int
  private(set) var mostPerUser: Int
  private(set) var taken = 0
  private var sitters: [UInt64: Sitter] = [:]
  private var users: [UInt32: Int] = [:]

  init(most: Int, mostPerUser: Int) {
    self.most = most
    self.mostPerUser = mostPerUser
  }

  /// There are files for so many only. Then one user has half of them at most: others must find a seat.
  mutating func lower(to room: Int) {
    guard room < most else { return }
    most = room
    mostPerUser = min(mostPerUser, max(1, room / 2))
  }

  var isFull: Bool { taken >= most }

  /// A connection was accepted.
  mutating func take() {
    taken += 1
  }

  /// An accepted connection is closed. Returns whether there was no seat left before, and now is.
  mutating func giveBack() -> Bool {
    let wasFull = isFull
    taken -= 1
    return wasFull && !isFull
  }

  /// A user's connection wants to be served. False when the user has enough: then it has to be closed.
  mutating func sit(_ connection: UInt64, of uid: UInt32, now: NIODeadline) -> Bool {
    let count = users[uid, default: 0]
    guard count < mostPerUser else { return false }
    users[uid] = count + 1
    sitters[connection] = Sitter(uid: uid, since: now)
    return true
  }

  mutating func leave(_ connection: UInt64) {
    guard let uid = sitters.removeValue(forKey: connection)?.uid, let count = users[uid] else { return }
    users[uid] = count > 1 ? count - 1 : nil
  }

  /// A connection sent its first frame: it is in use, however long it sends no more.
  mutating func spoke(_ connection: UInt64) {
    sitters[connection]?.isSilent = false
  }

  func has(_ uid: UInt32) -> Bool { users[uid] != nil }

  /// Who has been silent from the beginning and for so long that the seat may be given to somebody else.
  func silent(since time: NIODeadline) -> [UInt64] {
    sitters.filter { $0.value.isSilent && $0.value.since <= time }.map(\.key)
  }
}

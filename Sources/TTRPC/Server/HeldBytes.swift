/// Decides who has to go when the buffers of all connections together grow too large. Does nothing itself.
///
/// The largest connection of the user that holds most: who opens a thousand connections with a little in each does not
/// make others pay.
struct HeldBytes {
  private struct Holder {
    let uid: UInt32
    var bytes: Int
  }

  /// The most that may be held.
  let most: Int
  private(set) var total = 0
  private var holders: [UInt64: Holder] = [:]
  private var users: [UInt32: Int] = [:]

  init(most: Int) {
    self.most = most
  }

  /// A connection holds so much now. Returns the connections that have to go, which may be others. They do not count
  /// any more; who stays after all says again what it holds.
  mutating func hold(_ bytes: Int, by connection: UInt64, of uid: UInt32) -> [UInt64] {
    let change = bytes - (holders[connection]?.bytes ?? 0)
    holders[connection] = bytes > 0 ? Holder(uid: uid, bytes: bytes) : nil
    add(change, to: uid)
    var excess: [UInt64] = []
    while total > most, let victim = largest() {
      forget(victim)
      excess.append(victim)
    }
    return excess
  }

  /// A connection is gone.
  mutating func forget(_ connection: UInt64) {
    guard let holder = holders.removeValue(forKey: connection) else { return }
    add(-holder.bytes, to: holder.uid)
  }

  private mutating func add(_ bytes: Int, to uid: UInt32) {
    total += bytes
    let sum = users[uid, default: 0] + bytes
    users[uid] = sum == 0 ? nil : sum
  }

  private func largest() -> UInt64? {
    let uid = users.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    return holders.lazy.filter { $0.value.uid == uid }.max { ($0.value.bytes, $0.key) < ($1.value.bytes, $1.key) }?.key
  }
}

/// What a connection said last of its buffers. It says it again when they have grown or shrunk by a step: small ones cost
/// nothing.
struct HeldReport: Equatable {
  private(set) var said = 0

  /// What to say now, or nil when that was said.
  mutating func update(_ bytes: Int) -> Int? {
    let rounded = bytes / Limits.heldBytesStep * Limits.heldBytesStep
    guard rounded != said else { return nil }
    said = rounded
    return rounded
  }

  /// What was said does not count any more.
  mutating func forget() {
    said = 0
  }
}

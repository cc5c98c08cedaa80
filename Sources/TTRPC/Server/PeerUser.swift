internal import NIOCore
internal import Synchronization

/// What all connections of one user have in common: the calls that run for it, and its share of each event loop.
final class PeerUser: Sendable {
  let uid: UInt32
  /// The most calls that run at a time.
  let calls: Int
  private let running = Atomic(0)
  private let shares = Mutex<[ObjectIdentifier: NIOLoopBound<LoopShare<ServerConnection>>]>([:])

  init(uid: UInt32, calls: Int = Limits.callsPerUser) {
    self.uid = uid
    self.calls = calls
  }

  /// Calls that run now.
  var runningCalls: Int { running.load(ordering: .relaxed) }

  /// Takes a place for a call. Who gets one gives it back with ``endCall()`` when its work is over: work that goes on
  /// after its deadline or its connection must not be stacked without bound.
  func startCall() -> Bool {
    var count = running.load(ordering: .relaxed)
    while count < calls {
      let (exchanged, original) = running.weakCompareExchange(
        expected: count, desired: count + 1, ordering: .relaxed)
      if exchanged { return true }
      count = original
    }
    return false
  }

  func endCall() {
    running.wrappingSubtract(1, ordering: .relaxed)
  }

  /// The share of the event loop that this is called on.
  func share(of loop: any EventLoop) -> LoopShare<ServerConnection> {
    shares.withLock { shares in
      if let share = shares[ObjectIdentifier(loop)] { return share }
      let share = NIOLoopBound(LoopShare<ServerConnection>(of: loop), eventLoop: loop)
      shares[ObjectIdentifier(loop)] = share
      return share
    }.value
  }
}

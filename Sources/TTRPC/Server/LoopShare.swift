internal import NIOCore

/// Somebody who waits for a turn.
protocol TurnTaker: AnyObject {
  /// It is your turn now.
  func takeTurn()
}

/// One user's share of one event loop, given out in rounds. On that loop only.
final class LoopShare<Connection: TurnTaker> {
  private let loop: any EventLoop
  private var share = WorkShare<Connection>()

  init(of loop: any EventLoop) {
    self.loop = loop
  }

  /// Whether nothing is left until the next round.
  var isUsedUp: Bool { share.isUsedUp }

  /// How much a connection that did so much in its turn may have done before it has to let others go first.
  func end(of turnWork: Int) -> Int { share.end(of: turnWork) }

  func worked(_ work: Int) { share.worked(work) }

  /// Puts a connection at the end of the line.
  func wait(_ connection: Connection) {
    guard share.wait(connection) else { return }
    // The round comes when everybody whose input is here already had their turn.
    loop.assumeIsolated().execute { self.runRound() }
  }

  private func runRound() {
    share.beginRound()
    while let connection = share.next() { connection.takeTurn() }
    guard share.endRound() else { return }
    // A loop looks at its sockets only when nothing is left to run: a round that merely went to the end of that queue
    // would keep everybody else's input waiting.
    loop.assumeIsolated().scheduleTask(in: Limits.roundPause) { self.runRound() }
  }
}

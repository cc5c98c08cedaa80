/// How a command ended. Scripts branch on these numbers: they are fixed.
package enum Ending: Int32, Hashable, Sendable, CaseIterable {
  case done = 0
  /// The command was carried out, but not for every account.
  case someUnprocessed = 1
  /// The command line or a file it names is wrong. Nothing was sent.
  case usage = 2
  /// The daemon refused: not allowed, invalid, a conflict, or nothing by that name. Of an access
  /// check: denied.
  case refused = 3
  /// No daemon answers on the socket.
  case unreachable = 4
  /// The daemon failed, has too much to do, or did not answer in time.
  case failed = 5
}

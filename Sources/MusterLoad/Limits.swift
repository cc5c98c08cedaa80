internal import MusterModel

/// The numbers of the load generator, each once, with its reason.
package enum Limits {
  /// Connections at a time: as many as a daemon has for everybody.
  package static let connections = 1...4096
  /// Calls in flight on one connection: as many as a daemon lets one have.
  package static let window = 1...1024
  /// Threads that call: each is a processor that the daemon does not have.
  package static let threads = 1...64
  /// Calls in flight on all connections together. A daemon lets one user have 8,192.
  package static let callsInFlight = 65_536
  /// Seconds that a run may take. The ids of one connection's calls last for 2^31 of them: a quarter of an hour of more
  /// than two million a second.
  package static let seconds = 1...900
  /// Calls a second that may be asked for: more than any machine that we know can make.
  package static let rate = 1...10_000_000
  /// Administrators: each costs some calls before and after.
  package static let tenants = 1...100_000
  /// Members of each of them: as many as a roster can be configured to hold.
  package static let members = 1...Quotas.rosterRowsRange.upperBound
  /// The weight of an operation in a mix.
  package static let weight = 1...1_000_000
  /// Operations in a mix: there is room in a table for as many.
  package static let operations = 16
  /// Rows that `muster bench` gives a roster at most, those it writes included: AWS's quota, which is the daemon's too
  /// where nobody has changed it.
  package static let rosterRows = Quotas.defaultRosterRows
  /// Prepared frames of one thread, in calls: enough that no cache knows what comes next, and few enough to be prepared
  /// in no time.
  static let preparedCalls = 4096
  /// The same in bytes, where calls are long.
  static let preparedBytes = 4 << 20
  /// Bytes read at once: more than a socket's buffer holds.
  static let readBytes = 256 << 10
  /// How long the calls in flight at the end are waited for: a daemon that answers at all has done so by then, and
  /// somebody waits for the table.
  package static let drainSeconds: UInt64 = 5
  /// Calls of one connection that were never sent are told of in so many groups at most: there may be billions of them,
  /// and a thousandth of a run is as much as a histogram tells.
  static let unsentGroups = 1000
  /// Tenants that are prepared and removed at a time: enough for their commits to share a write to the disk.
  static let tenantsAtOnce = 64
  /// How long a call that prepares may take: as long as the daemon lets any take.
  static let preparingSeconds = 30
  /// How long a few accounts may be prepared and removed, from when on nobody in another namespace of processes is
  /// waited for; and calls that any disk does in a second, where there are many.
  static let keepingSeconds = 300
  static let preparingCallsPerSecond = 100
  /// How long a call that removes may take, but for its rows: somebody waits for the end.
  static let removalSeconds = 10
  /// Rows that any disk removes in a second.
  static let removedRowsPerSecond = 20_000
  /// How often a connection is tried while the server's queue of new ones is full, a millisecond apart.
  static let connectTries = 5000
  /// Calls that are answered so much later than they were due are told of as late, in nanoseconds.
  static let late: UInt64 = 1_000_000
  /// How often everybody who waits looks whether the run is over, in nanoseconds.
  static let look: Int64 = 50_000_000
}

/// What the engine keeps at most, each number once, with its reason.
public enum Limits {
  /// Calls waiting at one tenant: at a millisecond a commit and hundreds of calls in each, seconds of work;
  /// past it waiting longer helps nobody.
  public static let queuedCalls = 4096
  /// Of them, calls by other accounts (members that accept): they must not push out the owner's.
  public static let queuedForeignCalls = 64
  /// Rows that the calls decided together may name, one indivisible call excepted: bounds how long a batch
  /// keeps the calls behind it waiting, and other tenants' with it. Some milliseconds of deciding and writing; larger
  /// ones are no faster.
  public static let rowsPerCommit = 1024
  /// Changes written in one transaction, one commit always excepted: some milliseconds of writing, beside which
  /// the sync is little.
  public static let rowsPerTransaction = 2048
  /// Reads of rows to decide on that are under way at once: one more than one, so that a long one does not hold up
  /// everybody else, and no more, so that the others gather.
  public static let rowReads = 2
  /// Rows that are read together for several, one indivisible batch excepted: some milliseconds of reading.
  public static let rowsPerRead = 1024
  /// How often a call is decided before it is given up: each time, somebody else changed what it relied on.
  public static let decisions = 8
  /// How often a subject of a routed call is routed: each time, its roster had changed since the caller's rows
  /// were read.
  public static let routings = 3
  /// How often a read loads what it needs before it is given up: each time, the budget made it leave again.
  public static let loads = 8
  /// Memory for views, in bytes.
  public static let viewBytes = 512 << 20
  /// Changes that wait for one watcher, those of one commit always excepted: what two transactions may have. A watcher
  /// that is further behind is sooner done with a new listing.
  public static let waitingChanges = 4096
  /// Watches of one administrator's roster: one for every process that could reasonably want its own. Each makes
  /// publishing a change of the roster a little longer.
  public static let watchesPerAdministrator = 64
  /// Watches in all: as many as there may be connections.
  public static let watches = 4096
}

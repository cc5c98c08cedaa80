/// A request as a value, bound to what it answers with.
public protocol Call: Hashable, Sendable {
  associatedtype Output: Sendable

  static var operation: Operation { get }

  /// Refuses what is wrong with the request alone: missing and blank fields, lists out of bounds.
  func checkShape() throws(CallError)

  /// How many rows the answer is looked up in, roughly: what a call that is answered at once costs those who wait
  /// behind it.
  var lookups: Int { get }
}

/// A call that changes nothing and is answered from committed views.
public protocol ReadCall: Call {
  /// Every part of a view that ``answer(from:for:pages:)`` looks at.
  func parts(for principal: Principal) -> [ViewPart]

  /// What the call comes to. `views` are one moment's, and hold all that ``parts(for:)`` names; `pages` makes
  /// and reads page tokens.
  func answer(
    from views: some Views, for principal: Principal, pages: some PageTokens
  ) throws(CallError) -> Output
}

/// Something that the actor of a roster's owner decides on committed rows: a call, or a part of one.
public protocol Decidable: Sendable {
  associatedtype Output: Sendable

  /// Whose actor decides: the owner of the roster that may change, or of the hub.
  func decider(for principal: Principal) throws(CallError) -> AccountID

  /// Every row that ``decide(on:for:at:ids:)`` looks at, in the principal's Region.
  func rows(for principal: Principal) -> [RowKey]

  /// Whole rosters that it looks at besides.
  func rosters(for principal: Principal) -> [AccountID]

  /// What it comes to, given the rows it named. Pure: the same arguments, the same decision.
  func decide(
    on draft: Draft, for principal: Principal, at now: Timestamp, ids: inout some RandomNumberGenerator
  ) throws(CallError) -> Decision<Output>
}

extension Decidable {
  public func decider(for principal: Principal) throws(CallError) -> AccountID { principal.account }
  public func rosters(for principal: Principal) -> [AccountID] { [] }
}

/// A call that may change something, and is decided as a whole by one tenant's actor.
public protocol WriteCall: Call, Decidable {
  /// The caller's own rows that ``admit(on:for:)`` looks at.
  func admissionRows(for principal: Principal) -> [RowKey]

  /// What the caller's own committed rows already refuse, checked before the call queues at another account's
  /// actor, so that strangers cannot fill a queue.
  func admit(on draft: Draft, for principal: Principal) throws(CallError)
}

extension WriteCall {
  public func admissionRows(for principal: Principal) -> [RowKey] { [] }
  public func admit(on draft: Draft, for principal: Principal) throws(CallError) {}
}

extension Call {
  public func checkShape() throws(CallError) {}
  public var lookups: Int { 1 }
}

/// The seam between whoever receives calls (socket, HTTP, a test) and whoever answers them.
public protocol CallHandler: Sendable {
  /// Answers at once, on the caller's thread, when all that the call reads is in memory. Nil when something must
  /// be loaded first, which `perform` does.
  func answerNow<C: ReadCall>(_ call: C, for principal: Principal) throws(CallError) -> C.Output?

  /// Answers a read, loading what it needs.
  func perform<C: ReadCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output

  /// As for a read, of a question for which nobody acts.
  func answerNow<C: AccessCall>(_ call: C, for asker: Asker) throws(CallError) -> C.Output?
  func perform<C: AccessCall>(_ call: C, for asker: Asker) async throws(CallError) -> C.Output

  /// Decides a write and returns once it is durable. Cancelling the task drops the call while it is undecided.
  func perform<C: WriteCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output

  /// As for a write, of a call that several tenants decide, account by account.
  func perform<C: RoutedCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output

  /// Hears of a call that could not be read, so that it is counted and audited like every other.
  func refused(_ operation: Operation, from asker: Asker, _ error: CallError)
}

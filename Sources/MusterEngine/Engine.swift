public import MusterModel

/// Answers every call: reads from committed views, at once where they are in memory; writes through the actor
/// of the tenant they change.
public final class Engine: CallHandler, WatchHandler, AdminHandler {
  public struct Configuration: Sendable {
    public var grants: Grants
    public var quotas: Quotas
    /// Memory for views, in bytes; past it the least recently used tenants leave.
    public var viewBytes: Int
    public var watches: WatchLimits

    public init(
      grants: Grants, quotas: Quotas = Quotas(), viewBytes: Int = Limits.viewBytes, watches: WatchLimits = .defaults
    ) {
      self.grants = grants
      self.quotas = quotas
      self.viewBytes = viewBytes
      self.watches = watches
    }
  }

  /// What the engine says of the process it runs in.
  public struct ProcessInformation: Sendable {
    public var version: String
    public var processID: Int
    public var startedAt: Timestamp
    public var defaultRegion: Region

    public init(version: String, processID: Int, startedAt: Timestamp, defaultRegion: Region) {
      self.version = version
      self.processID = processID
      self.startedAt = startedAt
      self.defaultRegion = defaultRegion
    }
  }

  private let configuration: Configuration
  private let process: ProcessInformation
  private let store: any Store
  private let pages: SealedPageTokens
  private let residency: Residency
  private let tenants = TenantTable()
  private let services: Tenant.Services
  private let counters = Counters()
  private let audit: @Sendable (AuditRecord) -> Void

  /// `now` is read once per batch of writes. `audit` is called on whatever thread answers, and must not block.
  public init(
    store: any Store, configuration: Configuration, process: ProcessInformation,
    now: @escaping @Sendable () -> Timestamp, audit: @escaping @Sendable (AuditRecord) -> Void
  ) async {
    self.configuration = configuration
    self.process = process
    self.store = store
    self.audit = audit
    pages = SealedPageTokens(key: await store.description.tokenKey)
    let last = try? await store.load([RowKey](), in: process.defaultRegion).revision
    residency = Residency(
      store: store, at: last ?? .none, budget: configuration.viewBytes, watches: configuration.watches,
      isBusy: tenants.isBusy)
    services = Tenant.Services(
      residency: residency, committer: Committer(store: store, residency: residency), quotas: configuration.quotas,
      now: now)
  }

  // Compiled for each call that is read often: whoever calls knows an engine only as a handler, and what is compiled for
  // any call looks up at run time what every call is made of.
  @specialized(where C == DescribeHub)
  @specialized(where C == GetAdministratorAccount)
  @specialized(where C == GetInvitationsCount)
  @specialized(where C == GetMembers)
  @specialized(where C == ListInvitations)
  @specialized(where C == ListMembers)
  public func answerNow<C: ReadCall>(_ call: C, for principal: Principal) throws(CallError) -> C.Output? {
    do throws(CallError) {
      try check(call, by: principal)
      guard let output = try answer(call, for: principal, on: residency.current) else { return nil }
      counters.count(C.operation, nil)
      return output
    } catch {
      throw refused(C.operation, principal, error)
    }
  }

  public func perform<C: ReadCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output {
    do throws(CallError) {
      try check(call, by: principal)
      let output = try await loading(call.parts(for: principal), in: principal.region) { root throws(CallError) in
        try answer(call, for: principal, on: root)
      }
      counters.count(C.operation, nil)
      return output
    } catch {
      throw refused(C.operation, principal, error)
    }
  }

  @specialized(where C == BatchCheckAccess)
  @specialized(where C == CheckAccess)
  @specialized(where C == ResolveRecipients)
  public func answerNow<C: AccessCall>(_ call: C, for asker: Asker) throws(CallError) -> C.Output? {
    do throws(CallError) {
      return answer(call, for: asker, try check(call, by: asker), on: residency.current)
    } catch {
      throw refused(C.operation, asker, error)
    }
  }

  public func perform<C: AccessCall>(_ call: C, for asker: Asker) async throws(CallError) -> C.Output {
    do throws(CallError) {
      let readable = try check(call, by: asker)
      let parts = call.owners.map(ViewPart.head)
      return try await loading(parts, in: asker.region) { root throws(CallError) in
        answer(call, for: asker, readable, on: root)
      }
    } catch {
      throw refused(C.operation, asker, error)
    }
  }

  public func perform<C: WriteCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output {
    do throws(CallError) {
      try check(call, by: principal)
      try await load(.head(principal.account), in: principal.region)
      try await call.admit(on: draft(of: call.admissionRows(for: principal), for: principal), for: principal)
      let decided = try await decide(call, for: principal)
      counters.count(C.operation, nil)
      audit(AuditRecord(C.operation, principal.asker, for: principal.account, changes: decided.changes))
      return decided.output
    } catch {
      throw refused(C.operation, principal, error)
    }
  }

  public func perform<C: RoutedCall>(_ call: C, for principal: Principal) async throws(CallError) -> C.Output {
    var changes: [Change] = []
    do throws(CallError) {
      try check(call, by: principal)
      try await load(.head(principal.account), in: principal.region)
      var routing = Routing(call, for: principal)
      while let open = routing.open {
        let draft = try await draft(of: routing.rows, for: principal)
        let steps = try routing.route(open, on: draft)
        for (_, step) in steps {
          try configuration.grants.check(step.permission, for: C.operation, by: principal)
        }
        let failure = routing.note(await decide(steps, for: principal))
        changes = routing.changes
        if let failure { throw failure }
      }
      let output = try routing.output()
      counters.count(C.operation, nil)
      audit(AuditRecord(C.operation, principal.asker, for: principal.account, changes: changes))
      return output
    } catch {
      throw refused(C.operation, principal, error, after: changes)
    }
  }

  public func watch(_ call: WatchMembers, for principal: Principal) async throws(CallError) -> any RosterWatch {
    do throws(CallError) {
      try check(call, by: principal)
      let watch = EngineWatch(try await residency.watch(principal.tenant), in: residency, counters)
      counters.count(WatchMembers.operation, nil)
      return watch
    } catch {
      throw refused(WatchMembers.operation, principal, error)
    }
  }

  public func refused(_ operation: Operation, from asker: Asker, _ error: CallError) {
    _ = refused(operation, asker, error)
  }

  public func status(for peer: Peer) async throws(CallError) -> DaemonStatus {
    try configuration.grants.checkAdminService(by: peer)
    let store = await store.description
    return DaemonStatus(
      version: process.version, processID: process.processID, startedAt: process.startedAt, data: store.place,
      defaultRegion: process.defaultRegion, isWritable: store.isWritable, residentTenants: residency.current.count,
      calls: counters.all)
  }

  public var isWritable: Bool {
    get async { await store.description.isWritable }
  }

  /// Grant, then shape: what a stranger sends is not even looked at.
  private func check<C: Call>(_ call: C, by principal: Principal) throws(CallError) {
    try configuration.grants.check(C.operation, by: principal)
    try call.checkShape()
  }

  /// Returns what the peer may read.
  private func check<C: AccessCall>(_ call: C, by asker: Asker) throws(CallError) -> ReadableAccounts {
    let readable = configuration.grants.reading(by: asker.peer, in: C.operation)
    try call.check(readable)
    try call.checkShape()
    return readable
  }

  /// Nil when the head of an account that the question is about is not in memory.
  private func answer<C: AccessCall>(
    _ call: C, for asker: Asker, _ readable: ReadableAccounts, on root: Root
  ) -> C.Output? {
    guard let output = call.answer(from: root.heads(in: asker.region), to: readable) else { return nil }
    counters.count(C.operation, nil)
    return output
  }

  /// Nil when something the call reads is not in memory.
  private func answer<C: ReadCall>(_ call: C, for principal: Principal, on root: Root) throws(CallError) -> C.Output? {
    guard let views = root.views(with: call.parts(for: principal), in: principal.region) else { return nil }
    return try call.answer(from: views, for: principal, pages: pages)
  }

  /// Lets the actor of the roster's owner decide.
  private func decide<D: Decidable>(_ call: D, for principal: Principal) async throws(CallError) -> Decided<D.Output> {
    let id = TenantID(try call.decider(for: principal), in: principal.region)
    if id != principal.tenant { try await load(.head(id.account), in: id.region) }
    return try await tenants.with(id, services) { tenant throws(CallError) in
      try await tenant.perform(call, for: principal)
    }
  }

  /// All steps at once; each is decided on its own. When one fails, the others have still been done.
  private func decide(_ steps: [(subject: String, RosterStep)], for principal: Principal) async -> [StepOutcome] {
    await withTaskGroup(of: StepOutcome.self) { group in
      for (subject, step) in steps {
        group.addTask { await self.decide(step, of: subject, for: principal) }
      }
      var outcomes: [StepOutcome] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
  }

  private func decide(_ step: RosterStep, of subject: String, for principal: Principal) async -> StepOutcome {
    do throws(CallError) {
      let decided = try await decide(step, for: principal)
      return StepOutcome(of: subject, .found(decided.output, decided.changes))
    } catch {
      return StepOutcome(of: subject, .failed(error))
    }
  }

  /// The caller's own committed rows.
  private func draft(of rows: [RowKey], for principal: Principal) async throws(CallError) -> Draft {
    do throws(StoreError) {
      let facts = try await residency.facts(rows, in: principal.region)
      return Draft(region: principal.region, quotas: configuration.quotas, facts: facts.rows)
    } catch {
      throw CallError(error)
    }
  }

  private func load(_ part: ViewPart, in region: Region) async throws(CallError) {
    do throws(StoreError) {
      try await residency.load(part, in: region)
    } catch {
      throw CallError(error)
    }
  }

  /// What is found in the views. They are loaded until it is found: others may make them leave as they arrive.
  private func loading<Output>(
    _ parts: [ViewPart], in region: Region, _ find: (Root) throws(CallError) -> Output?
  ) async throws(CallError) -> Output {
    var roots = [residency.current]
    for _ in 0...Limits.loads {
      for root in roots {
        if let output = try find(root) { return output }
      }
      do throws(StoreError) {
        roots = try await residency.load(parts, in: region) + [residency.current]
      } catch {
        throw CallError(error)
      }
    }
    throw CallError(.overloaded, "The memory for views is too small for what is asked at once; try again later.")
  }

  /// `changes` are what was written nevertheless: of a call that several tenants decide, some may have failed.
  private func refused(
    _ operation: Operation, _ principal: Principal, _ error: CallError, after changes: [Change] = []
  ) -> CallError {
    refused(operation, principal.asker, for: principal.account, error, after: changes)
  }

  private func refused(
    _ operation: Operation, _ asker: Asker, for account: AccountID? = nil, _ error: CallError,
    after changes: [Change] = []
  ) -> CallError {
    counters.count(operation, error.code)
    if operation.isMutation || [.accessDenied, .unavailable, .internal].contains(error.code) {
      audit(AuditRecord(operation, asker, for: account, changes: changes, refusal: error))
    }
    return error
  }
}

import MusterEngine
import MusterModel
import Synchronization
import Testing

/// An engine on a scripted store, and accounts that act.
final class World: Sendable {
  let store: ScriptedStore
  let engine: Engine
  let audited: AuditTrail

  init(
    store: ScriptedStore = ScriptedStore(), grants: Grants = .defaults(ownUser: 500), quotas: Quotas = Quotas(),
    viewBytes: Int = Limits.viewBytes, watches: WatchLimits = .defaults
  ) async {
    self.store = store
    let trail = AuditTrail()
    audited = trail
    let clock = Atomic<Int64>(1_600_000_000_000)
    engine = await Engine(
      store: store, configuration: .init(grants: grants, quotas: quotas, viewBytes: viewBytes, watches: watches),
      process: .init(
        version: "test", processID: 1, startedAt: Timestamp(milliseconds: 0), defaultRegion: .usEast1),
      now: { Timestamp(milliseconds: clock.wrappingAdd(1, ordering: .relaxed).newValue) },
      audit: { record in trail.add(record) })
  }

  func enable(_ accounts: AccountID...) async throws {
    for account in accounts { _ = try await engine.perform(EnableSecurityHub(), for: by(account)) }
  }

  /// Two hubs, and an invitation from one to the other that waits for an answer.
  func invite(_ member: AccountID, by administrator: AccountID) async throws -> String {
    #expect(try await engine.perform(CreateMembers([.init(accountID: "\(member)")]), for: by(administrator)) == [])
    #expect(try await engine.perform(InviteMembers(["\(member)"]), for: by(administrator)) == [])
    let invitations = try await engine.perform(ListInvitations(), for: by(member)).items
    return try #require(invitations.last { $0.accountID == administrator }).invitationID.description
  }

  func accept(_ invitation: String, of administrator: AccountID, by member: AccountID) async throws(CallError) {
    _ = try await engine.perform(
      AcceptAdministratorInvitation(administratorID: "\(administrator)", invitationID: invitation), for: by(member))
  }

  func members(of administrator: AccountID) async throws(CallError) -> [Member] {
    try await engine.perform(ListMembers(onlyAssociated: false), for: by(administrator)).items
  }
}

final class AuditTrail: Sendable {
  private let records = Mutex<[AuditRecord]>([])

  func add(_ record: AuditRecord) { records.withLock { $0.append(record) } }

  var all: [AuditRecord] { records.withLock { $0 } }
}

let administrator = account(1)
let member = account(2)

func account(_ number: UInt64) -> AccountID {
  guard let id = AccountID(number: 111_111_111_000 + number) else { preconditionFailure("twelve digits") }
  return id
}

func by(_ account: AccountID, user: UInt32 = 500) -> Principal {
  Principal(peer: Peer(processID: 1, userID: user, groupID: user), account: account, region: .usEast1)
}

internal import MusterModel
internal import Synchronization

/// The tenants at work: made on demand, gone when their last call is answered. A tenant in use is always the
/// same actor, so everything about one roster is serial.
final class TenantTable: Sendable {
  private struct Entry {
    let tenant: Tenant
    var users: Int
  }

  private let entries = Mutex<[TenantID: Entry]>([:])

  /// Whether the tenant has calls queued or under way.
  func isBusy(_ id: TenantID) -> Bool { entries.withLock { $0[id] != nil } }

  /// Does something with the tenant, which stays the same actor until it is done.
  func with<Result>(
    _ id: TenantID, _ services: Tenant.Services, _ body: (Tenant) async throws(CallError) -> Result
  ) async throws(CallError) -> Result {
    let tenant = entries.withLock { entries in
      let tenant = entries[id]?.tenant ?? Tenant(id, services)
      entries[id] = Entry(tenant: tenant, users: (entries[id]?.users ?? 0) + 1)
      return tenant
    }
    defer {
      entries.withLock { entries in
        entries[id]?.users -= 1
        if entries[id]?.users == 0 { entries[id] = nil }
      }
    }
    return try await body(tenant)
  }
}

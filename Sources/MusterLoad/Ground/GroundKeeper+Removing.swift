internal import MusterClient
internal import MusterModel

extension GroundKeeper {
  /// Removes what this load prepared, as far as it came.
  package func remove(progress: @escaping @Sendable (Int) -> Void) async throws(GroundError) {
    try await remove(ground, of: { $0 == self.mark }, progress)
  }

  /// Removes what an earlier load left, whose process is no more.
  package func remove(
    leftover: LoadGround, progress: @escaping @Sendable (Int) -> Void
  ) async throws(GroundError) {
    try await remove(leftover, of: { _ in true }, progress)
  }

  /// The first one goes last, since it says how far the others go.
  private func remove(
    _ ground: LoadGround, of isOurs: @escaping @Sendable (GroundMark) -> Bool,
    _ progress: @escaping @Sendable (Int) -> Void
  ) async throws(GroundError) {
    try await each(1..<ground.tenants, progress) { tenant throws(GroundError) in
      try await self.remove(tenant: tenant, of: ground, isOurs)
    }
    try await remove(tenant: 0, of: ground, isOurs)
    progress(ground.tenants)
  }

  private func remove(
    tenant: Int, of ground: LoadGround, _ isOurs: @Sendable (GroundMark) -> Bool
  ) async throws(GroundError) {
    let administrator = ground.tenant(tenant)
    let has = try await has(administrator, isOurs)
    if has { try await disassociateAll(of: administrator) }
    for index in 0..<ground.associated {
      let member = ground.member(index, of: tenant)
      if try await self.has(member, isOurs) { _ = unsafe try await send(DisableSecurityHub(), for: member) }
    }
    // The rest of the roster goes with it.
    if has { _ = unsafe try await send(DisableSecurityHub(), for: administrator) }
  }

  private func has(_ account: UInt64, _ isOurs: (GroundMark) -> Bool) async throws(GroundError) -> Bool {
    guard case .load(let mark) = try await owner(of: account) else { return false }
    return isOurs(mark)
  }

  private func disassociateAll(of administrator: UInt64) async throws(GroundError) {
    let enabled = unsafe try await send(ListMembers(), for: administrator).items.map(\.accountID.description)
    if !enabled.isEmpty { _ = unsafe try await send(DisassociateMembers(enabled), for: administrator) }
  }
}

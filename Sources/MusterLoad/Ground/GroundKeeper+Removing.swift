internal import MusterClient
internal import MusterModel

extension GroundKeeper {
  /// Removes what this load prepared, as far as it came.
  package func remove(progress: @escaping @Sendable (Int) -> Void) async throws(GroundError) {
    try await remove(ground, of: mark, progress)
  }

  /// Removes what an earlier load left, whose process is no more.
  package func remove(
    leftover: GroundMark, progress: @escaping @Sendable (Int) -> Void
  ) async throws(GroundError) {
    guard let old = leftover.ground(in: ground.region) else { return }
    try await remove(old, of: leftover, progress)
  }

  /// The first one goes last: as long as it is there, nobody else begins.
  private func remove(
    _ ground: LoadGround, of mark: GroundMark, _ progress: @escaping @Sendable (Int) -> Void
  ) async throws(GroundError) {
    try await each(1..<ground.tenants, progress) { tenant throws(GroundError) in
      try await self.remove(tenant: tenant, of: ground, mark)
    }
    try await remove(tenant: 0, of: ground, mark)
    progress(ground.tenants)
  }

  private func remove(
    tenant: Int, of ground: LoadGround, _ mark: GroundMark
  ) async throws(GroundError) {
    let administrator = ground.tenant(tenant)
    let has = try await has(administrator, mark)
    if has { try await disassociateAll(of: administrator) }
    for index in 0..<ground.associated {
      let member = ground.member(index, of: tenant)
      if try await self.has(member, mark) { try await disable(member, mark) }
    }
    // The rest of the roster goes with it.
    if has { try await disable(administrator, mark) }
  }

  private func disable(_ account: UInt64, _ mark: GroundMark) async throws(GroundError) {
    _ = unsafe try await send(DisableSecurityHub(), for: account)
    if mark == self.mark { hubs.add(-1) }
  }

  private func has(_ account: UInt64, _ mark: GroundMark) async throws(GroundError) -> Bool {
    try await owner(of: account) == .load(mark)
  }

  private func disassociateAll(of administrator: UInt64) async throws(GroundError) {
    let enabled = unsafe try await send(ListMembers(), for: administrator).items.map(\.accountID.description)
    if !enabled.isEmpty { _ = unsafe try await send(DisassociateMembers(enabled), for: administrator) }
  }
}

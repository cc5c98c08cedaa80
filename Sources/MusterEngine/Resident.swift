internal import MusterModel
internal import Synchronization

/// One tenant's view in memory, with what eviction needs to know of it.
final class Resident: Sendable {
  let view: TenantView
  /// An estimate of the memory it holds, in bytes.
  let cost: Int
  private let used = Atomic<Bool>(true)

  init(_ view: TenantView) {
    self.view = view
    cost = view.estimatedBytes
  }

  /// Readers call this; it writes only when the mark was taken since, so that they share the cache line.
  func markUsed() {
    if !used.load(ordering: .relaxed) { used.store(true, ordering: .relaxed) }
  }

  /// Whether it was used since this was last asked.
  func takeUsedMark() -> Bool { used.exchange(false, ordering: .relaxed) }
}

extension TenantView {
  /// What the view holds, roughly: rows by their size in memory, the rest by what a small tenant was seen to
  /// take.
  fileprivate var estimatedBytes: Int {
    var bytes = 512
    if let roster {
      bytes += roster.members.count * (MemoryLayout<Stored<MemberRow>>.stride + MemoryLayout<AccountID>.stride)
      bytes += roster.enabled.count * (MemoryLayout<AccountID>.stride + 1) + roster.emailBytes
    }
    if let invitations {
      bytes += invitations.count * (MemoryLayout<Stored<InvitationRow>>.stride + MemoryLayout<AccountID>.stride)
    }
    return bytes
  }
}

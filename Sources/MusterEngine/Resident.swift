internal import MusterModel
internal import Synchronization

/// One tenant's view in memory, with what eviction needs to know of it.
final class Resident: Sendable {
  let view: TenantView
  /// An estimate of the memory it holds, in bytes.
  let cost: Int
  private let used: Atomic<Bool>

  /// A view that just arrived is not marked: it stands last in the order of leaving, which is grace enough. Marked
  /// at once, a flood of new tenants would take every mark in one sweep, those of the ones in use included.
  init(_ view: TenantView, isUsed: Bool) {
    self.view = view
    cost = view.estimatedBytes
    used = Atomic(isUsed)
  }

  /// Readers call this; it writes only when the mark was taken since, so that they share the cache line.
  func markUsed() {
    if !used.load(ordering: .relaxed) { used.store(true, ordering: .relaxed) }
  }

  var isMarkedUsed: Bool { used.load(ordering: .relaxed) }

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

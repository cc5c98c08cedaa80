import MusterEngine
import MusterModel
import MusterSQLite
import Synchronization
import TestSupport

/// The daemon's part of a game: an engine on a store, which can end and begin anew.
final class EngineUnderTest {
  enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite
  }

  private let quota: Int
  private let viewBytes: Int
  private let clock = Clock()
  /// Nil with a store that is kept in memory, and so has to stay the same.
  private let directory: TemporaryDirectory?
  private var store: any Store
  private(set) var engine: Engine

  init(_ kind: StoreKind, quota: Int, viewBytes: Int) async throws {
    self.quota = quota
    self.viewBytes = viewBytes
    directory = kind == .sqlite ? try TemporaryDirectory() : nil
    store = try Self.open(directory) ?? MemoryStore()
    engine = await Self.engine(on: store, quota, viewBytes, clock)
  }

  func restart() async throws {
    if let directory {
      await store.close()
      if let reopened = try Self.open(directory) { store = reopened }
    }
    engine = await Self.engine(on: store, quota, viewBytes, clock)
  }

  func close() async { await store.close() }

  func setClock(to now: Timestamp) { clock.milliseconds.store(now.milliseconds, ordering: .relaxed) }

  private static func open(_ directory: TemporaryDirectory?) throws -> (any Store)? {
    try directory.map { try SQLiteStore.open(directory: $0.path) }
  }

  private static func engine(
    on store: any Store, _ quota: Int, _ viewBytes: Int, _ clock: Clock
  ) async -> Engine {
    await Engine(
      store: store,
      configuration: .init(
        grants: .defaults(ownUser: 500), quotas: Quotas(rosterRows: quota), viewBytes: viewBytes),
      process: .init(
        version: "test", processID: 1, startedAt: Timestamp(milliseconds: 0), defaultRegion: .usEast1),
      now: { Timestamp(milliseconds: clock.milliseconds.load(ordering: .relaxed)) }, audit: { _ in })
  }
}

/// Stands still until it is set.
private final class Clock: Sendable {
  let milliseconds = Atomic<Int64>(0)
}

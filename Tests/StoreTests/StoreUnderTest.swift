import MusterModel
import MusterSQLite
import TestFixtures
import TestSupport
import Testing

/// Not Swift Testing's type of the same name.
typealias Expectation = MusterModel.Expectation

/// A store that the conformance suite is run for. Another store joins with a case and the lines that open it.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
  case memory
  case sqlite

  var testDescription: String { rawValue }

  /// Runs `body` with a new, empty store of this kind, which is closed and removed afterwards.
  func run(_ body: (any Store) async throws -> Void) async throws {
    switch self {
    case .memory:
      try await body(MemoryStore())
    case .sqlite:
      let directory = try TemporaryDirectory()
      let store = try SQLiteStore.open(directory: directory.path)
      try await body(store)
      await store.close()
    }
  }
}

/// What every store must do (DESIGN section 7), each promise once. `MemoryStore` is the reference.
@Suite("A store", .timeLimit(.minutes(2)))
struct StoreConformance {
  let home = Region.usEast1
  let admin = account(111_111_111_111)
  let member = account(222_222_222_222)
  let other = account(333_333_333_333)
}

extension Store {
  /// One commit that must be done.
  @discardableResult
  func commit(
    _ changes: Change..., in region: Region = .usEast1, expecting expectations: [Expectation] = [],
    at location: SourceLocation = #_sourceLocation
  ) async throws -> Revision {
    try await commit(changes, in: region, expecting: expectations, at: location)
  }

  @discardableResult
  func commit(
    _ changes: [Change], in region: Region = .usEast1, expecting expectations: [Expectation] = [],
    at location: SourceLocation = #_sourceLocation
  ) async throws -> Revision {
    let outcomes = try await commit([Commit(region: region, changes: changes, expectations: expectations)])
    guard case .done(let revision) = try #require(outcomes.first, sourceLocation: location), outcomes.count == 1 else {
      Issue.record("not done: \(outcomes)", sourceLocation: location)
      return .none
    }
    return revision
  }

  /// The row as it is stored now.
  func row(_ key: RowKey, in region: Region = .usEast1) async throws -> Stored<Row>? {
    try await load([key], in: region).content[key]
  }
}

extension Sequence<CommitOutcome> {
  /// Of those that were done, in order.
  var revisions: [Revision] {
    compactMap { outcome in
      guard case .done(let revision) = outcome else { return nil }
      return revision
    }
  }
}

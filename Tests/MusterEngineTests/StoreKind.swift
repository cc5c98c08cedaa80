import MusterEngine
import MusterSQLite
import TestSupport
import Testing

/// The stores that an engine is proven on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case memory
  case sqlite

  var testDescription: String { rawValue }

  func run(viewBytes: Int = Limits.viewBytes, _ body: (World) async throws -> Void) async throws {
    switch self {
    case .memory:
      try await body(World(viewBytes: viewBytes))
    case .sqlite:
      let directory = try TemporaryDirectory()
      let store = ScriptedStore(on: try SQLiteStore.open(directory: directory.path))
      try await body(World(store: store, viewBytes: viewBytes))
      await store.close()
    }
  }
}

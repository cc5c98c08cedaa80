internal import MusterModel
internal import Synchronization

/// How many calls of each operation ended with each code.
final class Counters: Sendable {
  private final class Cell: Sendable {
    let count = Atomic<Int>(0)
  }

  private static let columns = CallError.Code.allCases.count + 1

  /// Row by row, an operation each.
  private let cells = (0..<Operation.allCases.count * columns).map { _ in Cell() }

  /// `code` is nil for a call that was done.
  func count(_ operation: Operation, _ code: CallError.Code?) {
    cell(operation, code).count.wrappingAdd(1, ordering: .relaxed)
  }

  private func cell(_ operation: Operation, _ code: CallError.Code?) -> Cell {
    cells[Int(operation.rawValue) * Self.columns + (code.map { Int($0.rawValue) + 1 } ?? 0)]
  }

  /// Every count that is not zero, by operation.
  var all: [CallCount] {
    Operation.allCases.flatMap { operation in
      ([nil] + CallError.Code.allCases).compactMap { code -> CallCount? in
        let count = cell(operation, code).count.load(ordering: .relaxed)
        return count == 0 ? nil : CallCount(method: operation.name, code: code?.awsName ?? "OK", count: count)
      }
    }
  }
}

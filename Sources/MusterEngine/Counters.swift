internal import MusterModel
internal import Synchronization

/// How many calls of each operation ended with each code.
final class Counters: Sendable {
  private final class Cell: Sendable {
    let count = Atomic<Int>(0)
  }

  private let cells = Operation.allCases.map { _ in (0...CallError.Code.allCases.count).map { _ in Cell() } }

  /// `code` is nil for a call that was done.
  func count(_ operation: Operation, _ code: CallError.Code?) {
    let column = code.map { Int($0.rawValue) + 1 } ?? 0
    cells[Int(operation.rawValue)][column].count.wrappingAdd(1, ordering: .relaxed)
  }

  /// Every count that is not zero, by operation.
  var all: [CallCount] {
    Operation.allCases.flatMap { operation in
      ([nil] + CallError.Code.allCases).compactMap { code -> CallCount? in
        let column = code.map { Int($0.rawValue) + 1 } ?? 0
        let count = cells[Int(operation.rawValue)][column].count.load(ordering: .relaxed)
        return count == 0 ? nil : CallCount(method: operation.name, code: code?.awsName ?? "OK", count: count)
      }
    }
  }
}

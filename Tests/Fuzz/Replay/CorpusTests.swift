import Foundation
import MusterModel
import Testing

/// What libFuzzer has found worth keeping, and what once was a crash: no promise is broken by it.
@Suite struct CorpusTests {
  private static func cases(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Corpus/\(target.rawValue)")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
      (file.lastPathComponent, Array(try Data(contentsOf: file)))
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func theCorpusBreaksNothing(target: FuzzTarget) throws {
    let cases = try Self.cases(target)
    #expect(cases.count >= 20, "the corpus of \(target) is gone")
    for (name, bytes) in cases {
      // Also what it was cut off at, at up to sixteen places.
      for count in Set(stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16))).union([bytes.count]) {
        do throws(BrokenPromise) {
          try target.run(Array(bytes.prefix(count)))
        } catch {
          Issue.record("\(target)/\(name), \(count) bytes of it: \(error)")
        }
      }
    }
  }

  /// A little of what libFuzzer does, the same in every run. `MUSTER_SEED` chooses another, `MUSTER_ROUNDS` more of it.
  @Test(arguments: FuzzTarget.allCases)
  func damageToTheCorpusBreaksNothing(target: FuzzTarget) throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["MUSTER_SEED"].flatMap { UInt64($0) } ?? 1
    var damage = Damage(seed: seed)
    let cases = try Self.cases(target).sorted { $0.name < $1.name }
    for (name, bytes) in cases {
      for _ in 0..<(environment["MUSTER_ROUNDS"].flatMap { Int($0) } ?? 20) {
        let damaged = damage.done(to: bytes)
        do throws(BrokenPromise) {
          try target.run(damaged)
        } catch {
          Issue.record("MUSTER_SEED=\(seed), \(target)/\(name), as \(damaged): \(error)")
        }
      }
    }
  }

  @Test func everyOperationIsRead() {
    #expect(MessageFuzz.operations == Set(MusterModel.Operation.allCases))
  }
}

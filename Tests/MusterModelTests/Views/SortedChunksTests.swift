import MusterModel
import TestFixtures
import Testing

@Suite("Sorted chunks")
struct SortedChunksTests {
  @Test("hold, order and page what a dictionary holds", arguments: 0..<8)
  func agreeWithDictionary(_ round: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("agreeWithDictionary \(round): seed \(seed)")
    var random = SplitMix(seed)
    // From a handful of keys, mostly present, to many that fill chunk after chunk.
    let keys: UInt64 = [3, 40, 300, 900, 3000, 3000, 10_000, 999_999_999_999][round]
    let removals = [50, 50, 45, 40, 10, 60, 5, 0][round]
    var chunks = SortedChunks<Int>()
    var naive: [AccountID: Int] = [:]

    for step in 0..<6000 {
      let key = account(UInt64.random(in: 0...keys, using: &random))
      if Int.random(in: 0..<100, using: &random) < removals {
        chunks.remove(key)
        naive[key] = nil
      } else {
        chunks.set(step, for: key)
        naive[key] = step
      }
      guard chunks.count == naive.count, chunks[key] == naive[key] else {
        Issue.record("step \(step), seed \(seed)")
        return
      }
      if step % 97 == 0 { expectSame(chunks, naive, &random, seed) }
    }
    expectSame(chunks, naive, &random, seed)
  }

  @Test("can be made of any number of ascending pairs", arguments: [0, 1, 2, 191, 192, 193, 384, 385, 5000])
  func areMadeAscending(_ count: Int) {
    var random = SplitMix(UInt64(count))
    let pairs = (0..<count).map { (account(UInt64($0) * 3), $0) }
    var chunks = SortedChunks(ascending: pairs)
    var naive = Dictionary(uniqueKeysWithValues: pairs)
    expectSame(chunks, naive, &random, 0)
    // And changed afterwards, at either end and in between.
    for number in [0, 1, UInt64(count), UInt64(count) * 3, UInt64(count) * 3 + 1] {
      chunks.set(-1, for: account(number))
      naive[account(number)] = -1
    }
    expectSame(chunks, naive, &random, 0)
    for key in naive.keys { chunks.remove(key) }
    #expect(chunks.count == 0)
    #expect(chunks.pairs(after: nil, limit: 5).isEmpty)
  }

  @Test("are values: a copy does not change with its original")
  func areValues() {
    var chunks = SortedChunks(ascending: (0..<1000).map { (account($0), $0) })
    let copy = chunks
    for number in 0..<1000 { chunks.remove(account(number)) }
    chunks.set(1, for: account(5000))
    #expect(copy.count == 1000 && copy[account(999)] == 999 && copy[account(5000)] == nil)
  }

  /// Whole, and in pages from places in and between the keys.
  private func expectSame(
    _ chunks: SortedChunks<Int>, _ naive: [AccountID: Int], _ random: inout SplitMix, _ seed: UInt64,
    at location: SourceLocation = #_sourceLocation
  ) {
    let sorted = naive.sorted { $0.key < $1.key }
    let starts =
      [nil, account(0), account(999_999_999_999)] + (0..<5).map { _ in sorted.randomElement(using: &random)?.key }
      + (0..<3).map { _ in account(UInt64.random(in: 0...3000, using: &random)) }
    for start in starts {
      for limit in [0, 1, 50, Int.max] {
        let page = chunks.pairs(after: start, limit: limit)
        let expected = sorted.filter { pair in start.map { pair.key > $0 } ?? true }.prefix(limit)
        guard page.map(\.0) == expected.map(\.key), page.map(\.1) == expected.map(\.value) else {
          Issue.record("\(limit) pairs after \(String(describing: start)), seed \(seed)", sourceLocation: location)
          return
        }
      }
    }
  }
}

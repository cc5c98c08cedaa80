/// An immutable map ordered by account, kept as a sorted array of sorted chunks. A copy shares every chunk; a
/// change copies the one chunk it touches. So a page comes in order, and publishing one changed row of a roster
/// of 100,000 copies some hundred rows and not all.
public struct SortedChunks<Value: Sendable>: Sendable {
  private struct Chunk {
    var keys: [AccountID]
    var values: [Value]
  }

  private var chunks: [Chunk]
  public private(set) var count: Int

  public init() {
    chunks = []
    count = 0
  }

  /// - Parameter pairs: in ascending order of account, each account once.
  public init(ascending pairs: some Sequence<(AccountID, Value)>) {
    self.init()
    for (key, value) in pairs {
      if chunks.isEmpty || chunks[chunks.count - 1].keys.count == Self.filled {
        chunks.append(Chunk(keys: [], values: []))
      }
      chunks[chunks.count - 1].keys.append(key)
      chunks[chunks.count - 1].values.append(value)
      count += 1
    }
  }

  public subscript(key: AccountID) -> Value? {
    guard let at = chunkIndex(for: key) else { return nil }
    let place = chunks[at].keys.lowerBound(of: key)
    return place < chunks[at].keys.count && chunks[at].keys[place] == key ? chunks[at].values[place] : nil
  }

  public mutating func set(_ value: Value, for key: AccountID) {
    guard let at = chunkIndex(for: key) else {
      chunks = [Chunk(keys: [key], values: [value])]
      count = 1
      return
    }
    let place = chunks[at].keys.lowerBound(of: key)
    if place < chunks[at].keys.count, chunks[at].keys[place] == key {
      chunks[at].values[place] = value
      return
    }
    chunks[at].keys.insert(key, at: place)
    chunks[at].values.insert(value, at: place)
    count += 1
    if chunks[at].keys.count > Self.largest { split(at) }
  }

  public mutating func remove(_ key: AccountID) {
    guard let at = chunkIndex(for: key) else { return }
    let place = chunks[at].keys.lowerBound(of: key)
    guard place < chunks[at].keys.count, chunks[at].keys[place] == key else { return }
    chunks[at].keys.remove(at: place)
    chunks[at].values.remove(at: place)
    count -= 1
    if chunks[at].keys.isEmpty { chunks.remove(at: at) }
  }

  /// The `limit` pairs that follow `key`, in ascending order; from the first when `key` is nil.
  public func pairs(after key: AccountID?, limit: Int) -> [(AccountID, Value)] {
    var page: [(AccountID, Value)] = []
    page.reserveCapacity(Swift.min(limit, count))
    forEach(after: key) { key, value in
      guard page.count < limit else { return false }
      page.append((key, value))
      return true
    }
    return page
  }

  /// The pairs that follow `key`, in ascending order, until `body` returns false; from the first when `key` is nil.
  func forEach(after key: AccountID?, _ body: (AccountID, Value) -> Bool) {
    var at = key.flatMap(chunkIndex(for:)) ?? 0
    var place = 0
    if let key, at < chunks.count {
      place = chunks[at].keys.lowerBound(of: key)
      if place < chunks[at].keys.count, chunks[at].keys[place] == key { place += 1 }
    }
    while at < chunks.count {
      let chunk = chunks[at]
      for index in place..<chunk.keys.count {
        guard body(chunk.keys[index], chunk.values[index]) else { return }
      }
      at += 1
      place = 0
    }
  }

  /// The chunk that holds `key` if any does; the first one for keys before all.
  private func chunkIndex(for key: AccountID) -> Int? {
    guard !chunks.isEmpty else { return nil }
    var low = 0
    var high = chunks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if chunks[middle].keys[0] <= key { low = middle } else { high = middle }
    }
    return low
  }

  private mutating func split(_ at: Int) {
    let half = chunks[at].keys.count / 2
    let upper = Chunk(keys: Array(chunks[at].keys[half...]), values: Array(chunks[at].values[half...]))
    chunks[at].keys.removeSubrange(half...)
    chunks[at].values.removeSubrange(half...)
    chunks.insert(upper, at: at + 1)
  }

  /// A chunk past this many rows is split in two.
  private static var largest: Int { 256 }
  /// How full chunks are made when loading, so that the next insertions do not split each of them.
  private static var filled: Int { 192 }
}

extension Array where Element: Comparable {
  /// The first place whose element is not below `element`; the array is sorted.
  fileprivate func lowerBound(of element: Element) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

internal import Glibc

/// Methods by name. Each name has a key, a number that tells most names apart; the keys are sorted, so that finding a
/// name is comparing a handful of numbers and then the bytes of one name. Nothing is hashed, and nothing is touched on
/// the way that counts its references.
struct NameTable: Sendable {
  private var keys: [UInt64] = []
  private var entries: [MethodTable.Entry] = []

  /// - Returns: false when the name is taken.
  mutating func insert(_ entry: MethodTable.Entry) -> Bool {
    let isTaken = unsafe entry.withNames { service, method in unsafe find(service, method) != nil }
    guard !isTaken else { return false }
    let key = unsafe entry.withNames { unsafe Self.key($0, $1) }
    let place = place(of: key)
    keys.insert(key, at: place)
    entries.insert(entry, at: place)
    return true
  }

  func find(_ service: UnsafeRawBufferPointer, _ method: UnsafeRawBufferPointer) -> MethodTable.Entry? {
    let key = unsafe Self.key(service, method)
    var place = place(of: key)
    while place < keys.count, keys[place] == key {
      let entry = entries[place]
      if unsafe entry.isNamed(service, method) { return entry }
      place += 1
    }
    return nil
  }

  /// Where the first key that is not less is, or would be.
  private func place(of key: UInt64) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Both lengths, and three letters of the method's name.
  private static func key(_ service: UnsafeRawBufferPointer, _ method: UnsafeRawBufferPointer) -> UInt64 {
    let lengths = UInt64(truncatingIfNeeded: service.count) << 16 ^ UInt64(truncatingIfNeeded: method.count)
    guard let first = unsafe method.first, let last = unsafe method.last else { return lengths }
    let middle = unsafe method[method.count / 2]
    return lengths << 24 | UInt64(first) << 16 | UInt64(middle) << 8 | UInt64(last)
  }
}

extension MethodTable.Entry {
  fileprivate func withNames<Result>(
    _ body: (_ service: UnsafeRawBufferPointer, _ method: UnsafeRawBufferPointer) -> Result
  ) -> Result {
    unsafe name.withUnsafeBytes { bytes in
      let middle = service.utf8.count
      return unsafe body(
        UnsafeRawBufferPointer(rebasing: bytes[..<middle]), UnsafeRawBufferPointer(rebasing: bytes[middle...]))
    }
  }

  fileprivate func isNamed(_ service: UnsafeRawBufferPointer, _ method: UnsafeRawBufferPointer) -> Bool {
    unsafe withNames { unsafe Self.areEqual($0, service) && Self.areEqual($1, method) }
  }

  private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return unsafe memcmp(first, second, left.count) == 0
  }
}

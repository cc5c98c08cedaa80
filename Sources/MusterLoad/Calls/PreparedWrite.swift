/// The frame of a call that writes, in which accounts are put in: always another call, and nothing is encoded anew.
struct PreparedWrite: Sendable {
  private let frame: PreparedCalls
  /// Where the administrator's twelve digits stand.
  private let tenants: [Int]
  /// Where those of each account stand.
  private let accounts: [[Int]]

  /// `frame` is one for these accounts, each of which stands in it somewhere; it may be more than once.
  init(_ bytes: [UInt8], tenant: String, accounts: [String]) throws(LoadError) {
    var frame = PreparedCalls()
    frame.add(bytes)
    self.frame = frame
    tenants = Self.places(of: tenant, in: bytes)
    self.accounts = accounts.map { Self.places(of: $0, in: bytes) }
    guard !tenants.isEmpty, !self.accounts.contains(where: \.isEmpty) else {
      throw .plan("A call was encoded without its accounts.")
    }
  }

  func append(tenant: UInt64, firstAccount: UInt64, stream: UInt32, to out: inout [UInt8]) {
    let start = out.count
    frame.append(0, stream: stream, to: &out)
    for place in tenants { out.put(account: tenant, at: start + place) }
    for (index, places) in accounts.enumerated() {
      for place in places { out.put(account: firstAccount + UInt64(index), at: start + place) }
    }
  }

  private static func places(of text: String, in bytes: [UInt8]) -> [Int] {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return [] }
    return (0...bytes.count - wanted.count).filter { place in
      bytes[place] == wanted[0] && bytes[place..<place + wanted.count].elementsEqual(wanted)
    }
  }
}

extension [UInt8] {
  /// Twelve digits.
  fileprivate mutating func put(account: UInt64, at place: Int) {
    var rest = account
    for index in stride(from: place + 11, through: place, by: -1) {
      self[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

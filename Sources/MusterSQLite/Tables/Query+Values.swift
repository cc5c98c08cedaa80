internal import MusterModel

/// Columns as the model's values, each checked: the file may have been damaged or edited since we wrote it, and
/// a value out of range must not travel on as if it were one of ours.
extension Query {
  mutating func account() throws(Misread) -> AccountID {
    let number = try integer()
    guard let unsigned = UInt64(exactly: number), let account = AccountID(number: unsigned) else {
      throw misread("is \(number), not an account of 12 digits")
    }
    return account
  }

  mutating func revision(upTo last: Revision) throws(Misread) -> Revision {
    let number = try integer()
    guard let unsigned = UInt64(exactly: number), (1...max(last.number, 1)).contains(unsigned) else {
      throw misread("is \(number), and the last commit was \(last.number)")
    }
    return Revision(unsigned)
  }

  mutating func count(in range: ClosedRange<Int>) throws(Misread) -> Int {
    let number = try integer()
    guard let count = Int(exactly: number), range.contains(count) else { throw misread("is \(number)") }
    return count
  }

  mutating func time() throws(Misread) -> Timestamp { Timestamp(milliseconds: try integer()) }

  mutating func flag() throws(Misread) -> Bool { try count(in: 0...1) == 1 }

  mutating func status() throws(Misread) -> MemberStatus { try value(MemberStatus.init(rawValue:)) }

  mutating func generator() throws(Misread) -> ControlFindingGenerator {
    try value(ControlFindingGenerator.init(rawValue:))
  }

  mutating func invitationID() throws(Misread) -> InvitationID {
    let bytes = try bytes(16)
    return InvitationID(high: number(bytes[..<8]), low: number(bytes[8...]))
  }

  private mutating func value<Value>(_ make: (UInt8) -> Value?) throws(Misread) -> Value {
    let number = try integer()
    guard let raw = UInt8(exactly: number), let value = make(raw) else { throw misread("is \(number)") }
    return value
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

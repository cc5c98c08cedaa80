internal import MusterModel

/// What is written on every hub that a load was prepared with, so that it is known again: whose it is, and how far it goes.
package struct GroundMark: Hashable, Sendable {
  /// The process that prepared it, on this host, and by when it is over: in seconds since 1970.
  struct Holder: Hashable, Sendable {
    var process: LoadProcess
    var until: UInt64
  }

  /// The id of the process that prepared it.
  package let process: Int32
  /// Nil in marks of earlier versions, which knew but the id.
  let holder: Holder?
  let first: UInt64
  package let tenants: Int
  let associated: Int

  /// The tag's key.
  static let key = "muster-bench"

  init(process: Int32, first: UInt64, tenants: Int, associated: Int, holder: Holder? = nil) {
    self.process = process
    self.holder = holder
    self.first = first
    self.tenants = tenants
    self.associated = associated
  }

  init(_ ground: LoadGround, _ holder: Holder) {
    self.init(
      process: holder.process.id, first: ground.first, tenants: ground.tenants, associated: ground.associated,
      holder: holder)
  }

  /// Nil when no mark of ours reads so.
  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count.isMultiple(of: 2) else { return nil }
    let names = stride(from: 0, to: words.count, by: 2).map { words[$0] }
    let numbers = stride(from: 1, to: words.count, by: 2).compactMap { UInt64(words[$0]) }
    guard numbers.count == names.count, names == Self.names || names == Self.earlierNames else { return nil }
    let place = Array(numbers.suffix(3))
    let (first, tenants, associated) = (place[0], place[1], place[2])
    guard let process = Int32(exactly: numbers[0]), process > 0, AccountID(number: first) != nil,
      let tenants = Int(exactly: tenants), Limits.tenants.contains(tenants),
      let associated = Int(exactly: associated), (0...LoadGround.mostAssociated).contains(associated)
    else { return nil }
    var holder: Holder?
    if names == Self.names {
      holder = Holder(
        process: LoadProcess(id: process, started: numbers[1], namespace: numbers[2]), until: numbers[3])
    }
    self.init(process: process, first: first, tenants: tenants, associated: associated, holder: holder)
  }

  /// At most 190 characters, and a tag's value may have 256.
  var text: String {
    let life = holder.map { " started \($0.process.started) namespace \($0.process.namespace) until \($0.until)" } ?? ""
    return "process \(process)\(life) first \(first) tenants \(tenants) associated \(associated)"
  }

  /// The accounts that may bear it.
  func ground(in region: Region) -> LoadGround? {
    LoadGround(
      region: region, first: LoadGround.account(first), tenants: tenants, members: 1, associated: associated)
  }

  private static let names: [Substring] = [
    "process", "started", "namespace", "until", "first", "tenants", "associated",
  ]
  private static let earlierNames: [Substring] = ["process", "first", "tenants", "associated"]
}

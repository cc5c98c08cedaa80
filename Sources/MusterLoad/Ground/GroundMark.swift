internal import MusterModel

/// What is written on every hub that a load was prepared with, so that it is known again: whose it is, and how far it goes.
package struct GroundMark: Hashable, Sendable {
  /// The process that prepared it, on this host.
  package let process: Int32
  let first: UInt64
  package let tenants: Int
  let associated: Int

  /// The tag's key.
  static let key = "muster-bench"

  init(process: Int32, first: UInt64, tenants: Int, associated: Int) {
    self.process = process
    self.first = first
    self.tenants = tenants
    self.associated = associated
  }

  /// Nil when no mark of ours reads so.
  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 8, stride(from: 0, to: 8, by: 2).map({ words[$0] }) == Self.names,
      let process = Int32(words[1]), process > 0, let first = UInt64(words[3]), AccountID(number: first) != nil,
      let tenants = Int(words[5]), Limits.tenants.contains(tenants),
      let associated = Int(words[7]), (0...LoadGround.mostAssociated).contains(associated)
    else { return nil }
    self.init(process: process, first: first, tenants: tenants, associated: associated)
  }

  var text: String { "process \(process) first \(first) tenants \(tenants) associated \(associated)" }

  /// The accounts that may bear it.
  func ground(in region: Region) -> LoadGround? {
    LoadGround(
      region: region, first: LoadGround.account(first), tenants: tenants, members: 1, associated: associated)
  }

  private static let names: [Substring] = ["process", "first", "tenants", "associated"]
}

/// What is written on every hub that a load was prepared with, so that it is known again: whose it is, and how far it goes.
package struct GroundMark: Hashable, Sendable {
  /// The process that prepared it, on this host.
  let process: Int32
  let tenants: Int
  let associated: Int

  /// The tag's key.
  static let key = "muster-bench"

  init(process: Int32, tenants: Int, associated: Int) {
    self.process = process
    self.tenants = tenants
    self.associated = associated
  }

  /// Nil when no mark of ours reads so.
  init?(_ text: String) {
    let numbers = text.split(separator: " ", omittingEmptySubsequences: false)
    guard numbers.count == 6, numbers[0] == "process", numbers[2] == "tenants", numbers[4] == "associated",
      let process = Int32(numbers[1]), let tenants = Int(numbers[3]), Limits.tenants.contains(tenants),
      let associated = Int(numbers[5]), (0...LoadGround.mostAssociated).contains(associated)
    else { return nil }
    self.init(process: process, tenants: tenants, associated: associated)
  }

  var text: String { "process \(process) tenants \(tenants) associated \(associated)" }
}

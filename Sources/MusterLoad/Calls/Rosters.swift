/// The rosters that one connection writes, and nobody else.
struct Rosters: Sendable {
  let tenants: [UInt64]
  var cursor: WriteCursor

  init(tenants: [UInt64], capacity: Int) {
    self.tenants = tenants
    cursor = WriteCursor(rosters: tenants.count, capacity: capacity)
  }

  /// Every so manieth of all.
  init(ofConnection number: Int, of connections: Int, _ writes: LoadCalls.Writes?) {
    let tenants = writes?.tenants ?? []
    self.init(
      tenants: stride(from: number, to: tenants.count, by: connections).map { tenants[$0] },
      capacity: writes?.capacity ?? 1)
  }
}

/// The same figure of several runs.
struct Figure: Hashable, Sendable {
  let median: Double
  let lowest: Double
  let highest: Double
  let quantity: Quantity

  /// Nil without runs.
  init?(_ runs: [Double], _ quantity: Quantity) {
    let sorted = runs.sorted()
    guard let lowest = sorted.first, let highest = sorted.last else { return nil }
    median = sorted[sorted.count / 2]
    self.lowest = lowest
    self.highest = highest
    self.quantity = quantity
  }

  /// `1.32 M/s (1.21 – 1.40)`; the spread without the unit, and none of one run.
  var text: String {
    guard lowest != highest else { return quantity.text(median) }
    let ends = [lowest, highest].map(quantity.text)
    return "\(quantity.text(median)) (\(ends[0]) … \(ends[1]))"
  }
}

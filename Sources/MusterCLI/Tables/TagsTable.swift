extension Table {
  /// In the order of their keys.
  package init(tags: [String: String]) {
    self.init(["KEY", "VALUE"])
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) { add(Cell(key), Cell(value.isEmpty ? nil : value)) }
  }
}

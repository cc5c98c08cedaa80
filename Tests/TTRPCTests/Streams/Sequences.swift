/// Every sequence of `length` of some events, shortest change first: small worlds searched to the end.
func everySequence<Event>(of events: [Event], length: Int, _ body: ([Event]) -> Void) {
  var indices = [Int](repeating: 0, count: length)
  while true {
    body(indices.map { events[$0] })
    guard let place = indices.lastIndex(where: { $0 + 1 < events.count }) else { return }
    indices[place] += 1
    for later in indices.indices where later > place { indices[later] = 0 }
  }
}

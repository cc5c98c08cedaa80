/// The calls of one connection that wait for their answers, by stream id.
struct InFlight: Sendable {
  struct Call: Hashable, Sendable {
    /// Odd, so never 0, which marks a free place.
    var stream: UInt32
    var operation: Int
    /// What it writes.
    var write: WriteCursor.Write?
    /// When it was sent, or was due.
    var began: UInt64

    fileprivate static let none = Call(stream: 0, operation: 0, write: nil, began: 0)
  }

  /// A ring: the ids in flight are neighbours as long as answers come in order.
  private var ring: [Call]
  /// Those whose place a younger call needed: answers of writes may be overtaken by many.
  private var overtaken: [UInt32: Call] = [:]
  private(set) var count = 0

  /// For about so many calls at a time.
  init(window: Int) {
    var places = 4
    while places < 2 * window { places *= 2 }
    ring = Array(repeating: .none, count: places)
  }

  mutating func add(_ call: Call) {
    let place = place(of: call.stream)
    if ring[place].stream != 0 { overtaken[ring[place].stream] = ring[place] }
    ring[place] = call
    count += 1
  }

  /// The call of this id, which is answered. Nil when there is none.
  mutating func remove(_ stream: UInt32) -> Call? {
    let place = place(of: stream)
    let call = ring[place]
    guard call.stream == stream, stream != 0 else {
      guard let call = overtaken.removeValue(forKey: stream) else { return nil }
      count -= 1
      return call
    }
    ring[place] = .none
    count -= 1
    return call
  }

  /// All that wait.
  var calls: [Call] { ring.filter { $0.stream != 0 } + overtaken.values }

  private func place(of stream: UInt32) -> Int { Int(stream >> 1) & (ring.count - 1) }
}

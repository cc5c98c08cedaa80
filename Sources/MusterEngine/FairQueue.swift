internal import DequeModule

/// What waits to be done together with others, each of a size.
///
/// The one that has waited longest is always among the next, whatever its size, and of the others the smallest first as
/// long as there is room. So a small one waits for two large ones at most, the one being done and the oldest, however
/// many there are; and a large one is the oldest some time.
struct FairQueue<Element> {
  private var waiting = Deque<(element: Element, size: Int)>()

  var isEmpty: Bool { waiting.isEmpty }

  mutating func append(_ element: Element, size: Int) { waiting.append((element, size)) }

  /// Takes the next ones, in the order in which they came; none if none waits. Together they come to `room` at most, but
  /// for the oldest, which is taken in any case; `fits` tells whether one can be done together with the oldest.
  mutating func take(_ room: Int, where fits: (_ oldest: Element, Element) -> Bool = { _, _ in true }) -> [Element] {
    guard let oldest = waiting.popFirst() else { return [] }
    var size = oldest.size
    var taken: Set<Int> = []
    // Nearly always all are taken, and need not be sorted.
    let all = waiting.reduce(size) { $0 + $1.size }
    for index in all <= room ? Array(waiting.indices) : bySize where fits(oldest.element, waiting[index].element) {
      size += waiting[index].size
      if size > room { break }
      taken.insert(index)
    }
    var group = [oldest.element]
    var rest = Deque<(element: Element, size: Int)>()
    for (index, one) in waiting.enumerated() {
      if taken.contains(index) { group.append(one.element) } else { rest.append(one) }
    }
    waiting = rest
    return group
  }

  private var bySize: [Int] { waiting.indices.sorted { (waiting[$0].size, $0) < (waiting[$1].size, $1) } }
}

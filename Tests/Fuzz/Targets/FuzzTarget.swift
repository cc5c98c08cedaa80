/// What is fed with bytes of any kind. Each makes of them what it needs, and throws when a promise is broken; a trap is
/// a crash of the daemon. `make fuzz` lets libFuzzer search for such bytes, and the tests replay what it has found.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// Bytes, cut into frames.
  case frames
  /// The envelopes, and every message of `muster.v1`.
  case messages
  /// Events, on a server's connection and a client's.
  case connections

  func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    var input = FuzzInput(bytes)
    switch self {
    case .frames: try FrameFuzz.run(&input)
    case .messages: try MessageFuzz.run(&input)
    case .connections: try ConnectionFuzz.run(&input)
    }
  }
}

/// What should never be so.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
}

/// Throws what is broken unless the promise holds.
func promise(_ holds: Bool, _ broken: @autoclosure () -> String) throws(BrokenPromise) {
  if !holds { throw BrokenPromise(description: broken()) }
}

/// The bytes of one run, taken from the front.
struct FuzzInput {
  private var left: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    left = bytes[...]
  }

  /// The next byte. Nil at the end.
  mutating func next() -> UInt8? { left.popFirst() }

  /// A number below a bound. 0 at the end.
  mutating func below(_ bound: Int) -> Int { Int(next() ?? 0) % bound }

  /// All that is left.
  mutating func rest() -> [UInt8] {
    defer { left = [] }
    return Array(left)
  }
}

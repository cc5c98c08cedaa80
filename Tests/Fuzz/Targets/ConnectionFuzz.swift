/// Events in any order on a connection's machine, on either end.
enum ConnectionFuzz {
  static func run(_ input: inout FuzzInput) throws(BrokenPromise) {
    if input.below(2) == 0 {
      try ServerFuzz.run(&input)
    } else {
      try ClientFuzz.run(&input)
    }
  }
}

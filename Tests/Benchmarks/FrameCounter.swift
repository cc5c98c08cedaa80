/// Counts whole ttrpc replies in a stream of bytes, and checks that each is an answer and no error.
struct FrameCounter {
  private var header: [UInt8] = []
  private var bodyLeft = 0
  private(set) var failures = 0

  /// The replies that these bytes complete.
  mutating func count(_ bytes: ArraySlice<UInt8>) throws(BenchmarkError) -> Int {
    var rest = bytes
    var frames = 0
    while !rest.isEmpty {
      if bodyLeft > 0 {
        let taken = min(bodyLeft, rest.count)
        rest = rest.dropFirst(taken)
        bodyLeft -= taken
        if bodyLeft == 0 { frames += 1 }
        continue
      }
      // The header, and the first byte of the body, which tells an answer (field 2) from an error (field 1).
      let wanted = 11 - header.count
      header += rest.prefix(wanted)
      rest = rest.dropFirst(wanted)
      guard header.count == 11 else { break }
      guard header[8] == 2 else { throw .setup("a frame of type \(header[8]) came back") }
      if header[10] != 0x12 { failures += 1 }
      bodyLeft = header[0..<4].reduce(0) { $0 << 8 | Int($1) } - 1
      header.removeAll(keepingCapacity: true)
      if bodyLeft == 0 { frames += 1 }
    }
    return frames
  }
}

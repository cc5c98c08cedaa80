/// Makes the ids that tie together what a client, a log and the daemon say of one request.
enum RequestID {
  /// A random UUID in lower case, as AWS's ids are.
  static func random(using generator: inout some RandomNumberGenerator) -> String {
    // Version 4 of the variant that everybody uses: RFC 9562, section 5.4.
    let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      switch index {
      case 8, 12, 16, 20: text.append(UInt8(ascii: "-"))
      default: break
      }
      let half = index < 16 ? high : low
      let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (index % 16))) & 0xF
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

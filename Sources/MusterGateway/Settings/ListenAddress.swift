public import MusterProcess

/// Where the gateway listens: `HOST:PORT`, the host by name or number, IPv6 in square brackets.
public struct ListenAddress: Hashable, Sendable {
  public var host: String
  /// 0 leaves the choice to the kernel.
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  public static let standard = ListenAddress(host: "127.0.0.1", port: 8411)

  public init(_ text: String) throws(StartError) {
    let wanted = "give HOST:PORT, such as \(Self.standard) or [::1]:8411"
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else {
      throw .usage("--listen: \(Escaping.quoted(text)) has no port; \(wanted)")
    }
    let digits = text[text.index(after: colon)...]
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits), port <= 65_535
    else {
      throw .usage("--listen: \(Escaping.quoted(digits)) is not a port, a number of 0 to 65535; \(wanted)")
    }
    var host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = host.dropFirst().dropLast() }
    guard !host.isEmpty, host.utf8.contains(UInt8(ascii: ":")) == isBracketed else {
      throw .usage("--listen: \(Escaping.quoted(text[..<colon])) is not a host; \(wanted)")
    }
    self.init(host: String(host), port: port)
  }
}

extension ListenAddress: CustomStringConvertible {
  public var description: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

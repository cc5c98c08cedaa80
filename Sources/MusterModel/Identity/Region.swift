/// An AWS Region's name: the unit of isolation. Everything Muster keeps exists once per Region.
///
/// Any name of 1 to 32 characters of `a-z`, `0-9` and `-` is a Region (spec D29), since new ones keep coming.
public struct Region: Hashable, Sendable {
  public let name: String

  /// Nil unless `name` is 1 to ``Limits/regionBytes`` characters of `[a-z0-9-]`.
  public init?(_ name: String) {
    guard !name.isEmpty, name.utf8.count <= Limits.regionBytes, name.utf8.allSatisfy(Self.allows) else { return nil }
    self.name = name
  }

  /// What the daemon assumes when neither request nor configuration names one.
  public static let usEast1 = Region(known: "us-east-1")

  /// The ARN partition that Regions of this name belong to (spec 4.10).
  public var partition: String {
    if name.hasPrefix("cn-") { return "aws-cn" }
    if name.hasPrefix("us-gov-") { return "aws-us-gov" }
    return "aws"
  }

  private init(known name: String) { self.name = name }

  private static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension Region: CustomStringConvertible {
  public var description: String { name }
}

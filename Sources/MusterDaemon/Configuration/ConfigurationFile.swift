internal import Glibc
public import Logging
public import MusterModel
public import MusterProcess

/// What a configuration file says. Nil is what it does not say.
public struct ConfigurationFile: Hashable, Sendable {
  public var path: String
  public var socketPath: Sourced<String>?
  public var socketMode: Sourced<UInt32>?
  public var socketGroup: Sourced<UInt32>?
  public var data: Sourced<String>?
  public var region: Sourced<Region>?
  public var grants: [ConfiguredGrant]?
  public var limits = ConfiguredLimits()
  public var logLevel: Logger.Level?
  public var logFormat: LogFormat?

  /// Reads and checks a file.
  ///
  /// - Throws: everything that is wrong with it, as far as that can be told at once.
  public init(path: String, names: NameService) throws(StartError) {
    try self.init(path: path, bytes: Self.read(path), names: names)
  }

  init(path: String, bytes: [UInt8], names: NameService) throws(StartError) {
    let problems = Problems(file: path)
    self.path = path
    if let text = Self.text(of: bytes, problems), let root = YAMLText(text: text, problems: problems).root() {
      take(root, names)
    }
    guard problems.list.isEmpty else { throw StartError(.usage, problems.messages) }
  }

  private mutating func take(_ root: YAMLValue, _ names: NameService) {
    let parts = root.mapping(["socket", "data", "region", "grants", "limits", "log"]) ?? [:]
    if let socket = parts["socket"]?.mapping(["path", "mode", "group"]) {
      socketPath = socket["path"].flatMap { value in value.absolutePath().map(value.sourced) }
      socketMode = socket["mode"].flatMap { value in value.mode().map(value.sourced) }
      socketGroup = socket["group"].flatMap { value in value.socketGroup(names).map(value.sourced) }
    }
    data = parts["data"].flatMap { value in value.dataPlace().map(value.sourced) }
    region = parts["region"].flatMap { value in value.region().map(value.sourced) }
    grants = parts["grants"]?.list()?.compactMap { $0.grant(names) }
    limits = parts["limits"]?.limits() ?? limits
    if let log = parts["log"]?.mapping(["level", "format"]) {
      logLevel = log["level"]?.choice()
      logFormat = log["format"]?.choice()
    }
  }

  // MARK: Bytes

  private static func read(_ path: String) throws(StartError) -> [UInt8] {
    let name = Escaping.plain(path)
    guard !path.utf8.contains(0), let file = Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC)) else {
      throw .usage("cannot open the configuration file \(name): \(SystemCallError.last); name a readable file")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= Limits.configurationBytes {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(file.number, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw .usage("cannot read the configuration file \(name): \(SystemCallError.last); name a readable file")
      }
    }
    throw .usage(
      "the configuration file \(name) has more than \(Limits.configurationBytes) bytes; grant to \"*\" or to groups "
        + "instead of listing so much")
  }

  private static func text(of bytes: [UInt8], _ problems: Problems) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // Every byte that is no UTF-8 becomes U+FFFD, so the first one is where the texts part.
    let mended = String(decoding: bytes, as: UTF8.self)
    let good = zip(bytes, mended.utf8).prefix { $0 == $1 }.map(\.0)
    let lines = good.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
    problems.add("this is not UTF-8; save it as UTF-8", key: nil, line: lines.count, column: column)
    return nil
  }
}

public import Logging
public import MusterProcess
internal import NIOCore

/// What a gateway was told, checked as far as that can be done before it listens.
public struct GatewaySettings: Sendable {
  /// Whose signatures are taken.
  public enum Signatures: Hashable, Sendable {
    /// Those of the keys in this file.
    case credentials(path: String)
    /// Anybody's: the access key id is the account id.
    case any
  }

  public let listen: ListenAddress
  /// Of the daemon.
  public let socket: String
  public let signatures: Signatures
  public let logLevel: Logger.Level
  public let logFormat: LogFormat

  /// From the flags of those names.
  public init(
    listen: String, socket: String, credentials: String?, insecureAnySignature: Bool, logLevel: String,
    logFormat: String
  ) throws(StartError) {
    self.listen = try ListenAddress(listen)
    guard MusterProcess.SocketAddress(path: socket) != nil else {
      throw .usage("--socket: \(MusterProcess.SocketAddress.refusal(of: socket))")
    }
    self.socket = socket
    signatures = try Self.signatures(credentials, insecureAnySignature)
    self.logLevel = try Self.choice(logLevel, of: Logger.Level.allCases, "--log-level")
    self.logFormat = try Self.choice(logFormat, of: LogFormat.allCases, "--log-format")
  }

  private static func signatures(_ path: String?, _ isInsecure: Bool) throws(StartError) -> Signatures {
    switch (path, isInsecure) {
    case (let path?, false):
      guard !path.isEmpty else { throw .usage("--credentials: \"\" is not a path; name a shared-credentials file") }
      return .credentials(path: path)
    case (nil, true): return .any
    case (nil, false):
      throw .usage(
        "nobody's signature would be taken; give --credentials FILE, an AWS shared-credentials file whose profile "
          + "names are account ids, or for tests on this host --insecure-any-signature")
    case (_?, true):
      throw .usage("--credentials and --insecure-any-signature exclude each other; leave one out")
    }
  }

  private static func choice<Value: RawRepresentable<String>>(
    _ text: String, of values: [Value], _ flag: String
  ) throws(StartError) -> Value {
    guard let value = Value(rawValue: text) else {
      throw .usage(
        "\(flag): \(Escaping.quoted(text)) is none of \(values.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  /// The address to bind. Looked up once, so that what is checked is what is bound.
  func bindAddress() throws(StartError) -> NIOCore.SocketAddress {
    let address: NIOCore.SocketAddress
    do {
      address = try .makeAddressResolvingHost(listen.host, port: listen.port)
    } catch {
      throw .usage(
        "--listen: the host \(Escaping.quoted(listen.host)) has no address; give a name that has one, or an address")
    }
    guard signatures != .any || address.isLoopback else {
      throw .usage(
        "--insecure-any-signature: \(listen) is not a loopback address, and whoever reaches it could act for every "
          + "account; listen on \(ListenAddress.standard), or give --credentials FILE")
    }
    return address
  }
}

extension NIOCore.SocketAddress {
  /// Whether only this host can connect: 127.0.0.0/8 or ::1.
  var isLoopback: Bool {
    guard let ip = ipAddress else { return false }
    return `protocol` == .inet ? ip.hasPrefix("127.") : ip == "::1"
  }
}

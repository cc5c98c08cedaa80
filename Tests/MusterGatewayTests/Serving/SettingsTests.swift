import Logging
import MusterProcess
import NIOCore
import Testing

@testable import MusterGateway

@Suite struct SettingsTests {
  private func settings(
    listen: String = "127.0.0.1:0", socket: String = "/run/s", credentials: String? = nil, any: Bool = true,
    level: String = "info", format: String = "text"
  ) throws(StartError) -> GatewaySettings {
    try GatewaySettings(
      listen: listen, socket: socket, credentials: credentials, insecureAnySignature: any, logLevel: level,
      logFormat: format)
  }

  private func refusal(_ body: () throws(StartError) -> Void) -> String? {
    do throws(StartError) {
      try body()
      return nil
    } catch {
      return error.messages.joined(separator: "\n")
    }
  }

  @Test(arguments: [
    ("127.0.0.1:8411", "127.0.0.1", 8411), ("localhost:0", "localhost", 0), ("[::1]:65535", "::1", 65535),
  ])
  func readsAddresses(text: String, host: String, port: Int) throws {
    let address = try ListenAddress(text)
    #expect(address == ListenAddress(host: host, port: port))
    #expect("\(address)" == text)
  }

  @Test(arguments: [
    ("", "has no port"), ("8411", "has no port"), ("h:", "is not a port"), ("h:65536", "is not a port"),
    ("h:-1", "is not a port"), ("h:+1", "is not a port"), ("h:1x", "is not a port"), (":1", "is not a host"),
    ("::1:1", "is not a host"), ("[]:1", "is not a host"), ("[::1:1", "is not a host"), ("[h]:1", "is not a host"),
    ("h:\u{0661}", "is not a port"),
  ])
  func refusesWhatIsNoAddress(text: String, problem: String) {
    let message = refusal { () throws(StartError) in _ = try ListenAddress(text) }
    #expect(message?.hasPrefix("--listen: ") == true)
    #expect(message?.contains(problem) == true, "\(message ?? "taken")")
  }

  @Test func wantsOneWayToKnowSignatures() throws {
    #expect(try settings(credentials: "f", any: false).signatures == .credentials(path: "f"))
    #expect(try settings().signatures == .any)
    for (path, any, problem) in [
      (nil, false, "nobody's signature would be taken"), ("f", true, "exclude each other"),
      ("", false, "is not a path"),
    ] as [(String?, Bool, String)] {
      let message = refusal { () throws(StartError) in _ = try settings(credentials: path, any: any) }
      #expect(message?.contains(problem) == true, "\(message ?? "taken")")
    }
  }

  @Test func refusesWhatIsNoChoice() {
    #expect(
      refusal { () throws(StartError) in _ = try settings(level: "loud") }
        == "--log-level: \"loud\" is none of trace, debug, info, notice, warning, error, critical")
    #expect(
      refusal { () throws(StartError) in _ = try settings(format: "xml") }
        == "--log-format: \"xml\" is none of text, json")
    let long = "/" + String(repeating: "s", count: 200)
    #expect(refusal { () throws(StartError) in _ = try settings(socket: long) }?.hasPrefix("--socket: ") == true)
  }

  /// Every account would be open to whoever reaches the address.
  @Test(arguments: ["0.0.0.0:0", "[::]:0", "10.0.0.1:0", "[::ffff:127.0.0.1]:0", "[fe80::1]:0"])
  func takesAnySignatureOnLoopbackOnly(listen: String) throws {
    let open = try settings(listen: listen)
    let message = refusal { () throws(StartError) in _ = try open.bindAddress() }
    #expect(message?.hasPrefix("--insecure-any-signature: \(listen) is not a loopback address") == true)
    let keyed = try settings(listen: listen, credentials: "f", any: false)
    #expect(refusal { () throws(StartError) in _ = try keyed.bindAddress() } == nil)
  }

  @Test(arguments: ["127.0.0.1:0", "127.9.9.9:0", "localhost:0", "[::1]:0"])
  func loopbackIsLoopback(listen: String) throws { #expect(try settings(listen: listen).bindAddress().isLoopback) }
}

import Glibc
import TestDescriptors
import TestSupport
import Testing

@testable import MusterProcess

@Suite struct ServiceNotifierTests {
  @Test(arguments: ["path", "abstract"])
  func sendsOneDatagramEach(kind: String) throws {
    let directory = try TemporaryDirectory()
    let name = kind == "path" ? directory.path("notify") : "@muster-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let manager = try Descriptor.socket(SOCK_DGRAM, at: name)

    let notifier = try #require(try ServiceNotifier(["NOTIFY_SOCKET": name]))
    try notifier.ready("serving\nREADY=0")
    try notifier.stopping()
    #expect(receive(manager.number) == "READY=1\nSTATUS=serving\\nREADY=0\n")
    #expect(receive(manager.number) == "STOPPING=1\nSTATUS=draining\n")
  }

  @Test(arguments: [[:], ["NOTIFY_SOCKET": ""]] as [[String: String]])
  func isSilentWithoutAManager(environment: [String: String]) throws {
    #expect(try ServiceNotifier(environment) == nil)
  }

  @Test(arguments: [
    "relative", "vsock:2:1", "/" + String(repeating: "x", count: 107), "@" + String(repeating: "x", count: 108),
  ])
  func refusesWhatIsNoAddress(name: String) {
    #expect(throws: StartError.self) { try ServiceNotifier(["NOTIFY_SOCKET": name]) }
  }

  @Test func saysWhenNobodyListens() throws {
    let notifier = try #require(try ServiceNotifier(["NOTIFY_SOCKET": "/nonexistent/notify"]))
    #expect(throws: StartError.failure("cannot notify the service manager: No such file or directory")) {
      try notifier.ready("")
    }
  }

  private func receive(_ descriptor: CInt) -> String {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = unsafe recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}

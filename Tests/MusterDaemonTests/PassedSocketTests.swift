import Glibc
import MusterProcess
import TestDescriptors
import TestSupport
import Testing

@testable import MusterDaemon

@Suite struct PassedSocketTests {
  let directory: TemporaryDirectory
  var path: String { directory.path("m.sock") }

  init() throws { directory = try TemporaryDirectory() }

  static func environment(count: String = "1", process: pid_t = getpid()) -> [String: String] {
    ["LISTEN_FDS": count, "LISTEN_PID": String(process), "LISTEN_FDNAMES": "musterd.socket"]
  }

  @Test func takesAListeningSocket() throws {
    let descriptor = try Descriptor.socket(SOCK_STREAM, at: path, listening: true).release()
    #expect(fcntl(descriptor, F_SETFD, 0) == 0)
    guard let passed = try PassedSocket(Self.environment(), process: getpid(), first: descriptor) else {
      Issue.record("the socket was not taken")
      return
    }
    #expect(passed.path == path)
    #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
    #expect(passed.release() == descriptor)
    close(descriptor)
  }

  @Test(arguments: [[:], ["LISTEN_FDS": "1"], environment(process: getpid() + 1), ["LISTEN_PID": String(getpid())]])
  func leavesWhatIsForOthers(environment: [String: String]) throws {
    let isTaken = try PassedSocket(environment) != nil
    #expect(!isTaken)
  }

  @Test(arguments: ["0", "2", "-1", "x", "", "99999999999999999999"])
  func wantsExactlyOne(count: String) {
    #expect(throws: StartError.self) { _ = try PassedSocket(Self.environment(count: count)) }
  }

  @Test func refusesOtherDescriptors() throws {
    var refused = [
      try Descriptor.socket(SOCK_STREAM, at: path).release(),
      try Descriptor.socket(SOCK_DGRAM, at: directory.path("d.sock")).release(),
      try Descriptor.socket(SOCK_SEQPACKET, at: directory.path("s.sock"), listening: true).release(),
      try Descriptor.socket(
        SOCK_STREAM, at: "@muster-test-\(getpid())-\(UInt32.random(in: 0 ... .max))", listening: true
      ).release(),
      unsafe open("/dev/null", O_RDONLY),
      Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0),
    ]
    refused.append(-1)
    for descriptor in refused {
      #expect(throws: StartError.self) {
        _ = try PassedSocket(Self.environment(), process: getpid(), first: descriptor)
      }
    }
  }
}

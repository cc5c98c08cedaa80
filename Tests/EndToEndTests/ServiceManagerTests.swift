import Foundation
import TestSupport
import Testing

/// `musterd` as systemd runs it.
@Suite(.timeLimit(.minutes(2))) struct ServiceManagerTests {
  let directory: TemporaryDirectory
  var socket: String { directory.path("passed.sock") }

  init() throws { directory = try TemporaryDirectory() }

  /// Passes a listening socket on, as systemd does: the process id in the environment must be the daemon's own, so a
  /// shell writes it there and becomes the daemon.
  private func activate(
    passing descriptor: Int32, notifying notify: NotifySocket, _ environment: [String: String] = [:]
  ) throws -> ChildProcess {
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=musterd.socket exec \"$0\" --data :memory:"
    return try ChildProcess(
      "/bin/sh", ["-c", script, Executables.path("musterd")],
      environment: environment.merging(["HOME": directory.path, "NOTIFY_SOCKET": notify.path]) { $1 },
      output: directory.path("log"), passing: [descriptor])
  }

  @Test func servesThePassedSocketAndLeavesItBehind() async throws {
    let descriptor = try UnixSockets.listening(at: socket)
    defer { close(descriptor) }
    // Whoever comes before the daemon is served, too.
    #expect(UnixSockets.connect(socket) == 0)
    let notify = try NotifySocket(in: directory)
    for _ in 0..<2 {
      let daemon = try activate(passing: descriptor, notifying: notify)
      #expect(await notify.next() == "READY=1\nSTATUS=serving \(socket)\n")
      daemon.kill(SIGTERM)
      #expect(await notify.next() == "STOPPING=1\nSTATUS=draining\n")
      #expect(await daemon.exit() == .code(0))
      #expect(UnixSockets.connect(socket) == 0)
    }
  }

  @Test func warnsOfSettingsThatAreNotUsed() async throws {
    let descriptor = try UnixSockets.listening(at: socket)
    defer { close(descriptor) }
    let notify = try NotifySocket(in: directory)
    let daemon = try activate(passing: descriptor, notifying: notify, ["MUSTER_SOCKET": directory.path("other.sock")])
    #expect(await notify.next() == "READY=1\nSTATUS=serving \(socket)\n")
    daemon.kill(SIGTERM)
    #expect(await daemon.exit() == .code(0))
    #expect(daemon.output.contains(" warning the service manager made the socket: "))
  }

  @Test func refusesToGuessWhatElseWasPassed() async throws {
    let descriptor = try UnixSockets.bound(at: socket, type: SOCK_DGRAM)
    defer { close(descriptor) }
    let daemon = try activate(passing: descriptor, notifying: try NotifySocket(in: directory))
    #expect(await daemon.exit() == .code(2))
    #expect(daemon.output.contains("musterd: LISTEN_FDS: descriptor 3 is not a listening Unix stream socket; "))
  }

  @Test func saysWhenTheManagerCannotBeNotified() async throws {
    let daemon = try RunningDaemon.launch(in: directory, environment: ["NOTIFY_SOCKET": directory.path("nobody")])
    #expect(await daemon.exit() == .code(1))
    #expect(daemon.output.contains("cannot notify the service manager: No such file or directory"))
  }

  @Test func logsForTheJournalWithoutASecondTime() async throws {
    try directory.write("", to: "log")
    let log = try FileManager.default.attributesOfItem(atPath: directory.path("log"))
    let device = try #require(log[.systemNumber] as? Int)
    let number = try #require(log[.systemFileNumber] as? Int)
    let daemon = try await RunningDaemon.start(in: directory, environment: ["JOURNAL_STREAM": "\(device):\(number)"])
    #expect(await daemon.stop() == .code(0))
    #expect(daemon.process.output.hasPrefix("<5>notice serving socket="))
  }
}

import Foundation
import TestSupport
import Testing

/// The files for systemd, checked by systemd's own tools.
@Suite(.timeLimit(.minutes(2)), .enabled(if: isInstalled("systemd-analyze"), "needs systemd")) struct UnitFileTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var source: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../systemd").standardized
  }

  private func run(_ program: String, _ arguments: [String]) async throws -> (exit: ChildProcess.Exit, said: String) {
    let process = try ChildProcess(
      "/usr/bin/env", [program] + arguments, environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"],
      output: directory.path("output"))
    return (await process.exit(), process.output)
  }

  /// A copy whose program is the one just built: systemd wants it to exist.
  private func copyUnit(_ name: String) throws -> String {
    let text = try String(contentsOf: source.appending(path: name), encoding: .utf8)
    let program = name.replacing(/\..*/, with: "") == "muster-gateway" ? "muster-gateway" : "musterd"
    return try directory.write(
      text.replacing("ExecStart=/usr/bin/\(program)", with: "ExecStart=\(try Executables.path(program))"), to: name)
  }

  @Test func unitsAreSound() async throws {
    let units = try ["musterd.service", "musterd.socket", "muster-gateway.service"].map(copyUnit)
    let result = try await run("systemd-analyze", ["verify", "--man=no"] + units)
    #expect(result.exit == .code(0))
    #expect(result.said == "")
  }

  @Test(arguments: ["musterd.service", "muster-gateway.service"]) func theServiceIsConfined(name: String) async throws {
    let unit = try copyUnit(name)
    // In tenths of its scale from 0 (safe) to 10.
    let result = try await run("systemd-analyze", ["security", "--offline=yes", "--threshold=10", unit])
    #expect(result.exit == .code(0), "\(result.said)")
  }

  @Test func userAndDirectoriesCanBeMade() async throws {
    let root = directory.path("root")
    try FileManager.default.createDirectory(atPath: root + "/etc", withIntermediateDirectories: true)
    for (kind, program, arguments) in [
      ("sysusers", "systemd-sysusers", []), ("tmpfiles", "systemd-tmpfiles", ["--create"]),
    ] {
      let place = "\(root)/usr/lib/\(kind).d"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: source.appending(path: "muster.\(kind)").path, toPath: "\(place)/muster.conf")
      let result = try await run(program, arguments + ["--root=\(root)"])
      #expect(result.exit == .code(0), "\(result.said)")
    }
    #expect(try String(contentsOfFile: root + "/etc/passwd", encoding: .utf8).contains("muster:x:"))
    // Its socket is for the gateway, too.
    #expect(try String(contentsOfFile: root + "/etc/group", encoding: .utf8).contains(/muster:x:\d+:muster-gateway/))
    let data = try FileManager.default.attributesOfItem(atPath: root + "/var/lib/muster")
    #expect(data[.posixPermissions] as? Int == 0o700)
  }
}

private func isInstalled(_ program: String) -> Bool {
  ["/usr/bin/", "/bin/", "/usr/sbin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
}

import MusterModel
import MusterProcess
import TestSupport
import Testing

@testable import MusterDaemon

@Suite struct SettingsTests {
  static func host(user: UInt32 = 7, directory: String? = "/here", files: Set<String> = []) -> HostFacts {
    HostFacts(
      userID: user, workingDirectory: directory,
      names: NameService(user: { $0 == "muster" ? .id(500) : .unknown }, group: { _ in .unknown }),
      exists: { files.contains($0) }, isDirectory: { $0 == "/run/user/7" })
  }

  static func resolve(
    _ flags: Flags = Flags(), _ environment: [String: String] = [:], _ host: HostFacts = host()
  ) throws(StartError) -> Settings {
    try SettingsResolver(
      flags: flags, environment: environment.merging(["HOME": "/home/a"]) { old, _ in old }, host: host
    ).settings()
  }

  @Test func aUsersDaemonKeepsToItself() throws {
    let settings = try Self.resolve()
    #expect(settings.socket.path == Sourced("/run/user/7/muster/muster.sock", .standard))
    #expect(settings.socket.mode.value == 0o600)
    #expect(settings.data == Sourced(.directory("/home/a/.local/state/muster"), .standard))
    #expect(settings.region == Sourced(.usEast1, .standard))
    #expect(settings.configuration == nil)
    #expect(settings.grants == .defaults(ownUser: 7))
  }

  @Test(arguments: [0, 500] as [UInt32])
  func rootAndMusterServeTheHost(user: UInt32) throws {
    let settings = try Self.resolve(Flags(), [:], Self.host(user: user))
    #expect(settings.socket.path.value == "/run/muster/muster.sock")
    #expect(settings.socket.mode.value == 0o660)
    #expect(settings.data.value == .directory("/var/lib/muster"))
  }

  @Test func flagsBeatVariablesBeatFileBeatDefaults() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("{socket: {path: /file.sock}, data: /file, region: from-file}", to: "muster.yaml")
    let variables = [
      "MUSTER_SOCKET": "/variable.sock", "MUSTER_DATA": "/variable", "MUSTER_REGION": "from-variable",
      "MUSTER_CONFIG": file,
    ]

    let all = try Self.resolve(Flags(socket: "/flag.sock", data: "/flag"), variables)
    #expect(all.socket.path == Sourced("/flag.sock", .flag("--socket")))
    #expect(all.data == Sourced(.directory("/flag"), .flag("--data")))

    let some = try Self.resolve(Flags(), variables)
    #expect(some.socket.path == Sourced("/variable.sock", .variable("MUSTER_SOCKET")))
    #expect(some.data == Sourced(.directory("/variable"), .variable("MUSTER_DATA")))
    #expect(some.region.value.name == "from-variable")
    #expect(some.configuration == Sourced(file, .variable("MUSTER_CONFIG")))

    let few = try Self.resolve(Flags(configuration: file))
    #expect(few.socket.path.value == "/file.sock")
    #expect(few.data == Sourced(.directory("/file"), .file(place: "\(file):1:36", key: "data")))
    #expect(few.region.value.name == "from-file")
    #expect(few.configuration?.origin == .flag("--config"))
  }

  @Test func emptyVariablesSayNothing() throws {
    let settings = try Self.resolve(Flags(), ["MUSTER_SOCKET": "", "MUSTER_DATA": "", "MUSTER_REGION": ""])
    #expect(settings == (try Self.resolve()))
  }

  @Test func relativePathsCountFromTheWorkingDirectory() throws {
    #expect(try Self.resolve(Flags(socket: "a.sock")).socket.path.value == "/here/a.sock")
    #expect(try Self.resolve(Flags(data: "d"), [:], Self.host(directory: "/")).data.value == .directory("/d"))
    #expect(try Self.resolve(Flags(data: ":memory:")).data.value == .memory)
  }

  @Test(
    arguments: [
      (Flags(socket: ""), [:], "--socket: \"\" is not a path; give one, or leave the flag out"),
      (
        Flags(socket: "@muster"), [:],
        "--socket: \"@muster\" is an abstract socket, which no file permission protects; give the path of a file"
      ),
      (
        Flags(), ["MUSTER_SOCKET": "/" + String(repeating: "x", count: 107)],
        "MUSTER_SOCKET: the path /\(String(repeating: "x", count: 107)) has 108 bytes, the kernel takes 1 to 107 for a "
          + "socket; name a shorter one with --socket"
      ),
      (
        Flags(), ["MUSTER_REGION": "US"],
        "MUSTER_REGION: \"US\" is not a Region; use 1 to 32 characters of a-z, 0-9 and -"
      ),
      (
        Flags(), ["HOME": "none"],
        "no place for the data: HOME is not an absolute path; give --data DIR or set MUSTER_DATA"
      ),
      (
        Flags(configuration: "/no/such\nfile"), [:],
        "cannot open the configuration file /no/such\\nfile: No such file or directory; name a readable file"
      ),
      (Flags(configuration: "/"), [:], "cannot read the configuration file /: Is a directory; name a readable file"),
      (
        Flags(configuration: "/dev/zero"), [:],
        "the configuration file /dev/zero has more than 1048576 bytes; grant to \"*\" or to groups instead of listing so "
          + "much"
      ),
    ] as [(Flags, [String: String], String)])
  func saysWhatIsWrong(flags: Flags, environment: [String: String], message: String) {
    #expect(throws: StartError.usage(message)) { try Self.resolve(flags, environment) }
  }

  @Test func aDefaultFileThatIsThereCounts() {
    let path = "/home/a/.config/muster/muster.yaml"
    // It is said to exist and cannot be opened: better to refuse than to serve without its grants.
    #expect(throws: StartError.self) { try Self.resolve(Flags(), [:], Self.host(files: [path])) }
  }

  @Test func summaryNamesEverySource() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("grants: [{uid: 3, accounts: ['012345678901'], allow: all}]", to: "muster.yaml")
    let summary = try Self.resolve(Flags(data: ":memory:", configuration: file)).summary
    #expect(
      summary == """
        configuration: \(file) (--config)
        socket: /run/user/7/muster/muster.sock (default)
          mode: 0600 (default)
        data: :memory: (--data)
        region: us-east-1 (default)
        grants:
          uid 3: member, administrator for 012345678901
        limits:
          roster-rows: 1000
          view-megabytes: 512
          connections: 4096
          connections-per-user: 1024
          calls-per-user: 8192
          calls-per-connection: 1024
          call-seconds: 30
          watches: 4096
          watches-per-administrator: 64
        log: info, text

        """)
  }

  @Test func summaryShowsDefaultGrants() throws {
    let lines = try Self.resolve().summary.split(separator: "\n")
    #expect(lines.contains("grants: (default)"))
    #expect(lines.contains("  uid 0: member, administrator, admin-service for all accounts"))
    #expect(lines.contains("  uid 7: member, administrator, admin-service for all accounts"))
  }
}

import MusterModel
import Testing

@Suite struct StandardPathsTests {
  /// An environment, the directories that exist, and what a user's daemon then uses.
  struct Case: CustomTestStringConvertible {
    var environment: [String: String]
    var directories: Set<String> = []
    var socket: String?
    var data: String?
    var configuration: String?
    var testDescription: String { "\(environment) \(directories)" }
  }

  static let home = ["HOME": "/home/a"]

  static let cases = [
    Case(
      environment: home.merging(["XDG_RUNTIME_DIR": "/run/user/7"]) { $1 }, directories: ["/run/user/7"],
      socket: "/run/user/7/muster/muster.sock", data: "/home/a/.local/state/muster",
      configuration: "/home/a/.config/muster/muster.yaml"),
    Case(
      environment: home, directories: ["/run/user/7"], socket: "/run/user/7/muster/muster.sock",
      data: "/home/a/.local/state/muster", configuration: "/home/a/.config/muster/muster.yaml"),
    Case(
      environment: home, socket: "/home/a/.local/state/muster/muster.sock", data: "/home/a/.local/state/muster",
      configuration: "/home/a/.config/muster/muster.yaml"),
    // A runtime directory that is gone or relative is none.
    Case(
      environment: home.merging(["XDG_RUNTIME_DIR": "/run/user/8"]) { $1 }, directories: ["/run/user/7"],
      socket: "/run/user/7/muster/muster.sock", data: "/home/a/.local/state/muster",
      configuration: "/home/a/.config/muster/muster.yaml"),
    Case(
      environment: ["HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_STATE_HOME": "state"], directories: ["run"],
      socket: nil, data: nil, configuration: nil),
    Case(
      environment: ["HOME": "/home/a/", "XDG_STATE_HOME": "/var/state/", "XDG_CONFIG_HOME": "/etc/a"],
      socket: "/var/state/muster/muster.sock", data: "/var/state/muster", configuration: "/etc/a/muster/muster.yaml"),
    Case(
      environment: ["HOME": "/"], socket: "/.local/state/muster/muster.sock", data: "/.local/state/muster",
      configuration: "/.config/muster/muster.yaml"),
    Case(environment: [:], socket: nil, data: nil, configuration: nil),
  ]

  @Test(arguments: cases) func ofAUsersDaemon(_ given: Case) {
    let paths = StandardPaths.ofUser(7, environment: given.environment) { given.directories.contains($0) }
    #expect(paths.socket == given.socket)
    #expect(paths.data == given.data)
    #expect(paths.configuration == given.configuration)
  }

  @Test(
    arguments: [
      (7, ["MUSTER_SOCKET": "/x", "HOME": "/h"], ["/run/user/7/muster/muster.sock"], "/x"),
      (7, ["MUSTER_SOCKET": ""], [], "/run/muster/muster.sock"),
      (
        7, ["XDG_RUNTIME_DIR": "/r"], ["/r/muster/muster.sock", "/run/user/7/muster/muster.sock"],
        "/r/muster/muster.sock"
      ),
      (7, ["XDG_RUNTIME_DIR": "/r"], ["/run/user/7/muster/muster.sock"], "/run/user/7/muster/muster.sock"),
      (7, ["HOME": "/h"], ["/h/.local/state/muster/muster.sock"], "/h/.local/state/muster/muster.sock"),
      (7, ["HOME": "/h"], [], "/run/muster/muster.sock"),
      (0, ["XDG_RUNTIME_DIR": "/r"], ["/r/muster/muster.sock"], "/run/muster/muster.sock"),
    ] as [(UInt32, [String: String], Set<String>, String)])
  func whereAClientLooks(user: UInt32, environment: [String: String], sockets: Set<String>, found: String) {
    let path = StandardPaths.clientSocket(ofUser: user, environment: environment) { sockets.contains($0) }
    #expect(path == found)
  }
}

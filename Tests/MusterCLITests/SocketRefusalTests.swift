import Glibc
import Testing

@testable import MusterCLI

@Suite struct SocketRefusalTests {
  @Test(
    arguments: [
      (nil, "This user may not look into the directory of /run/m/s."),
      (.init(owner: "root", group: "security", isForGroup: true), "It is for the group security: "),
      (.init(owner: "root", group: "security", isForGroup: false), "It is for the user root alone."),
    ] as [(SocketRefusal.Access?, String)])
  func whoMayAndWhatToDo(access: SocketRefusal.Access?, remedy: String) {
    #expect(SocketRefusal(path: "/run/m/s", access: access).remedy.hasPrefix(remedy))
  }

  @Test func whatIsMissingOrOpenIsNotRefused() {
    #expect(SocketRefusal(of: "/nonexistent/s") == nil)
    #expect(SocketRefusal(of: "/dev/null") == nil)
  }
}

import Testing

@testable import MusterDaemon

@Suite struct NameServiceTests {
  @Test func knowsTheHostsOwn() {
    #expect(NameService.system.user("root") == .id(0))
    #expect(NameService.system.group("root") == .id(0))
  }

  @Test(arguments: ["", "no such user", "1000", String(repeating: "x", count: 100_000)])
  func knowsNobodyElse(name: String) {
    #expect(NameService.system.user(name) == .unknown)
    #expect(NameService.system.group(name) == .unknown)
  }
}

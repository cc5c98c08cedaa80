import Testing

@testable import TTRPC

struct MethodTableTests {
  /// Alike in everything that a name's key is made of.
  private let alike = ["GetBaseDone", "GotBaseDane", "GutBaseDone"]

  @Test("names with the same key are told apart")
  func tellsNamesWithTheSameKeyApart() throws {
    let table = table(alike.dropLast().map { ("v1.Echo", $0) })
    for method in alike.dropLast() {
      let entry = try find("v1.Echo", method, in: table)
      #expect(entry.method == method)
    }
    #expect(throws: Status(code: .unimplemented, message: "method GutBaseDone")) {
      try find("v1.Echo", alike[2], in: table)
    }
  }

  @Test("names that are cut elsewhere are other names")
  func tellsWhereTheServiceEnds() {
    let table = table([("v1.Echo", "Say")])
    #expect(throws: Status(code: .unimplemented, message: "service v1.Ech")) { try find("v1.Ech", "oSay", in: table) }
    #expect(throws: Status(code: .unimplemented, message: "service v1.EchoS")) { try find("v1.EchoS", "ay", in: table) }
    #expect(throws: Status(code: .unimplemented, message: "method ")) { try find("v1.Echo", "", in: table) }
  }

  @Test("every one of many methods is found")
  func findsAll() throws {
    let names = (0..<40).flatMap { service in (0..<25).map { ("v1.S\(service)", "Method\($0)") } }
    let table = table(names)
    for (service, method) in names {
      let entry = try find(service, method, in: table)
      #expect(entry.service == service && entry.method == method)
    }
  }

  @Test("a name is taken once")
  func refusesTheSameAgain() {
    var table = table([("v1.Echo", "Say")])
    let isNew = table.add(service: "v1.Echo", method: "Say", handler: EchoNow())
    #expect(!isNew)
  }

  private func table(_ names: [(String, String)]) -> MethodTable {
    var table = MethodTable()
    for (service, method) in names { _ = table.add(service: service, method: method, handler: EchoNow()) }
    return table
  }

  @discardableResult
  private func find(_ service: String, _ method: String, in table: MethodTable) throws -> MethodTable.Entry {
    try unsafe Array(service.utf8).withUnsafeBytes { service in
      try unsafe Array(method.utf8).withUnsafeBytes { try unsafe table.find(service: service, method: $0) }
    }
  }
}

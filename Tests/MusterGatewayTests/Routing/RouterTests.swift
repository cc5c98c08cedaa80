import Testing

@testable import MusterGateway

@Suite struct RouterTests {
  private let router = Router()

  @Test(arguments: [
    "GET /findings", "PUT /members", "get /members", "HEAD /accounts", "GET /members/", "GET /Members", "GET //members",
    "GET /%6Dembers", "GET members", "GET /members/x", "GET ", "GET /tags", "PATCH /tags/x", "GET /tag%73/arn:",
    "GET /x/tags/arn:", "PUT /", "GET //", "POST /healthz", "GET /healthz/", "GET /members?MaxResults=1",
    "DELETE /insights", "GET /master/disassociate",
  ])
  func nowhere(line: String) throws {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let destination = router.route(method: parts[0], path: parts[1])
    let error = try #require(destination.refusal)
    #expect(error.code == .unknownOperation)
    #expect(error.status == 404)
    #expect(
      error.message == """
        "\(parts[0])" of "\(parts[1])" is no operation of AWS Security Hub in its version of 2018-10-26; check the \
        endpoint that the client was given, and its version.
        """)
  }

  @Test func whatIsShownIsBoundedAndHarmless() throws {
    let path = "/\u{1B}[2J\"\n" + String(repeating: "x", count: 100_000)
    let error = try #require(router.route(method: "G\u{7}", path: path).refusal)
    #expect(error.message.hasPrefix(#""G\u{7}" of "/\u{1b}[2J\"\nxxx"#))
    #expect(error.message.utf8.count < 500)
  }

  @Test func healthAndSTS() {
    guard case .health(.live) = router.route(method: "GET", path: "/healthz"),
      case .health(.ready) = router.route(method: "GET", path: "/readyz"),
      case .sts = router.route(method: "POST", path: "/"), case .sts = router.route(method: "GET", path: "/")
    else {
      Issue.record("not there")
      return
    }
    #expect(router.route(method: "GET", path: "/").refusal == nil)
    #expect(router.route(method: "GET", path: "/healthz").refusal == nil)
    #expect(router.route(method: "GET", path: "/accounts").refusal == nil)
  }

  @Test(arguments: [
    "", "/", "a%2Fb/c", "arn:aws:securityhub:us-east-1:111111111111:hub/default", "{ResourceArn}", "%zz", "é",
  ])
  func aLabelIsTheWholeRestAsItWasSent(rest: String) throws {
    guard case .operation(let route, let label) = router.route(method: "GET", path: "/tags/\(rest)") else {
      Issue.record("not there")
      return
    }
    #expect(route.name == "ListTagsForResource")
    #expect(route.labelName == "ResourceArn")
    #expect(label == rest)
  }

  @Test(arguments: UnimplementedOperations.all.map { [$0.method, $0.path, $0.name] })
  func whatMusterDoesNotHave(row: [String]) throws {
    for rest in ["x", "list/x", "arn%3Aaws%2F"] {
      let path = row[1].replacing(/\{.*\}/, with: rest)
      let destination = router.route(method: row[0], path: path)
      guard case .nowhere(.unimplemented(row[2])) = destination else {
        Issue.record("\(row[0]) \(path) leads to \(destination)")
        return
      }
      let error = try #require(destination.refusal)
      #expect(error.status == 404)
      #expect(error.code == .unknownOperation)
      #expect(error.message.hasPrefix("Muster does not have \(row[2]). Of AWS Security Hub it has AcceptAdminis"))
      #expect(error.message.contains(", ListMembers, "))
    }
  }

  /// 109 operations has the model of 2018-10-26 as botocore 1.43.11 has it; each of them stands in one table, once.
  @Test func theTablesDoNotOverlap() {
    let rows = UnimplementedOperations.all
    #expect(rows.count + Route.all.count == 109)
    #expect(Set(rows.map(\.name)).union(Route.all.map(\.name)).count == 109)
    let places = rows.map { "\($0.method) \($0.path)" } + Route.all.map { "\($0.method) \($0.path)" }
    #expect(Set(places).count == 109)
    for row in rows {
      #expect(["GET", "POST", "PATCH", "DELETE"].contains(row.method))
      // A label is a path's end, so that the rest of a path is all there is to it.
      #expect(row.path.wholeMatch(of: /(\/[A-Za-z0-9]+)+(\/\{[A-Za-z0-9]+\})?/) != nil, "\(row.path)")
    }
  }

  /// No label hides another: where two labelled paths begin alike, their methods differ.
  @Test func noLabelHidesAnother() {
    let labelled =
      UnimplementedOperations.all.filter { $0.path.contains("{") }.map { ($0.method, $0.path) }
      + Route.all.filter { $0.path.contains("{") }.map { ($0.method, $0.path) }
    let prefixes = labelled.map { ($0.0, String($0.1.prefix { $0 != "{" })) }
    for (index, one) in prefixes.enumerated() {
      for (other, another) in prefixes.enumerated() where index != other && one.0 == another.0 {
        #expect(!one.1.hasPrefix(another.1), "\(one) is hidden by \(another)")
      }
    }
  }
}

extension Destination {
  fileprivate var refusal: AWSError? {
    if case .nowhere(let nowhere) = self { nowhere.refusal } else { nil }
  }
}

import MusterModel
import Testing

@testable import MusterGateway

@Suite struct RouteTests {
  @Test(arguments: GoodRequest.all)
  func aRequestIsACall(good: GoodRequest) async throws {
    let calls = RecordingCalls()
    let (route, _) = try good.request.route()
    #expect(route.name == good.name)
    await #expect(throws: RecordingCalls.refusal) { try await good.request.answer(by: calls) }
    let record = try #require(calls.records.first)
    #expect(calls.records.count == 1)
    #expect(AnyHashable(record.call) == AnyHashable(good.call))
    #expect(record.caller == .sample)
    #expect(record.requestID == "r")
    #expect(type(of: good.call).operation == route.operation)
  }

  /// That no operation was forgotten, nor a row of the tests for one.
  @Test func everyOperationIsServedAndTested() {
    let served = Set(Route.all.map(\.operation))
    for operation in Operation.allCases where operation.service == .securityHub && !operation.isStream {
      #expect(served.contains(operation), "no route leads to \(operation)")
      let names = Route.all.filter { $0.operation == operation }.map(\.name)
      #expect(names.contains(operation.name), "\(operation) has no route of its own name")
    }
    // AWS has no operation that goes on and on, and no client of it could be answered.
    #expect(served.allSatisfy { $0.service == .securityHub && !$0.isStream })
    #expect(Set(Route.all.map(\.name)) == Set(GoodRequest.all.map(\.name)))
    #expect(Set(Route.all.map(\.name)) == Set(Answered.all.map(\.name)))
    #expect(Set(Route.all.map(\.name)).count == Route.all.count)
    for route in Route.all where route.input == .body {
      #expect(WrongType.all.contains { $0.isOf(route) }, "no field of \(route.name) is tried with a wrong type")
    }
  }
}

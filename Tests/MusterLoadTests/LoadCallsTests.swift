import MusterModel
import Testing

@testable import MusterLoad

/// Frames as a client of ours sends them.
@Suite struct LoadCallsTests {
  let ground: LoadGround

  init() throws {
    ground = try #require(
      LoadGround(
        region: LoadGround.usualRegion, first: LoadGround.usualFirst, tenants: 3, members: 10))
  }

  @Test func aPreparedFrameGetsItsStreamAndNothingElse() throws {
    let calls = try LoadCalls(LoadMix("describe-hub"), on: ground)
    var caller = Caller(calls, seed: 1)
    var rosters = Rosters(tenants: [], capacity: 1)
    var out: [UInt8] = [1, 2, 3]
    #expect(caller.append(stream: 0x0102_0305, writing: &rosters, to: &out) == Caller.Called(operation: 0))
    #expect(out[..<3] == [1, 2, 3])
    #expect(out[7..<13] == [1, 2, 3, 5, 1, 0])
    let text = String(decoding: out, as: UTF8.self)
    #expect(text.contains("muster.v1.SecurityHub") && text.contains("DescribeHub"))
    #expect(text.contains("muster-bench") && text.contains("99000000000"))
    #expect(Int(out[5]) << 8 | Int(out[6]) == out.count - 13)
  }

  @Test func aWriteGetsItsAccounts() throws {
    let calls = try LoadCalls(LoadMix("create-members:2"), on: ground, rosterRows: 16)
    #expect(calls.operations == ["create-members:2", "delete-members:2"])
    var caller = Caller(calls, seed: 1)
    // Of the third connection of three: the third administrator is its own.
    var rosters = Rosters(ofConnection: 2, of: 3, calls.writes)
    var texts: [String] = []
    var operations: [Int] = []
    for _ in 0..<4 {
      var out: [UInt8] = []
      let called = try #require(caller.append(stream: 1, writing: &rosters, to: &out))
      rosters.cursor.ended(try #require(called.write), isDone: called.operation == 0)
      operations.append(called.operation)
      texts.append(String(decoding: out, as: UTF8.self))
    }
    // Room for three batches beside ten members, and then the last is deleted.
    #expect(operations == [0, 0, 0, 1])
    for (text, accounts) in zip(texts, [(0, 1), (2, 3), (4, 5), (4, 5)]) {
      #expect(text.contains("990000000002"))
      #expect(text.contains("99000200000\(accounts.0)") && text.contains("99000200000\(accounts.1)"))
    }
    #expect(texts[2].contains("990002000005@example.com"))
    #expect(texts[3].contains("DeleteMembers"))
  }

  @Test func operationsAreCalledAsOftenAsTheyWeigh() throws {
    var caller = Caller(try LoadCalls(LoadMix("check-access=9,get-members:10=1"), on: ground), seed: 1)
    var rosters = Rosters(tenants: [], capacity: 1)
    var counts = [0, 0]
    var out: [UInt8] = []
    for _ in 0..<10_000 {
      out.removeAll(keepingCapacity: true)
      let called = try #require(caller.append(stream: 1, writing: &rosters, to: &out))
      counts[called.operation] += 1
    }
    #expect((8800...9200).contains(counts[0]))
  }

  @Test func aPlanThatCannotBeCarriedOutIsRefused() throws {
    let writes = try LoadCalls(LoadMix("create-members"), on: ground)
    #expect(throws: LoadError.self) { try LoadPlan(socket: "", connections: 4).check(writes) }
    try LoadPlan(socket: "", connections: 3).check(writes)
    #expect(throws: LoadError.self) { try LoadPlan(socket: "", connections: 65, window: 1024).check(writes) }
  }

  @Test func threadsShareConnectionsAndCalls() {
    let plan = LoadPlan(socket: "", connections: 5, threads: 2, calls: 7)
    #expect(plan.connections(ofThread: 0) == [0, 2, 4] && plan.connections(ofThread: 1) == [1, 3])
    #expect(plan.calls(ofThread: 0) == 4 && plan.calls(ofThread: 1) == 3)
    #expect(LoadPlan(socket: "", connections: 1, threads: 9).threads == 1)
  }
}

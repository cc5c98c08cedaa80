import MusterLoad
import MusterModel
import Testing

@testable import MusterCLI

/// What `muster bench` refuses before it sends anything, and what it says.
@Suite struct BenchArgumentsTests {
  @Test func whatNobodyNamesIsSafe() throws {
    let plan = try BenchArguments().plan(socket: "/s")
    #expect(!plan.mix.writes)
    #expect(plan.ground.region.name == "muster-bench")
    #expect(plan.ground.firstAccount.description == "990000000000")
    #expect(plan.load == LoadPlan(socket: "/s", connections: 8, window: 16, seconds: 10, warmUpSeconds: 1))
    #expect(
      plan.announcement
        == "Will enable the hubs of 16 administrators from account 990000000000 on and of 64 members in Region "
        + "muster-bench, and create 50 rows in each roster; all of it is removed at the end.")
  }

  @Test func whatIsNamedIsUsed() throws {
    let plan = try BenchArguments(
      connections: 2, window: 3, duration: "500ms", rate: 100, mix: "create-members:5", members: 1, tenants: 2,
      account: "000000000007", region: "eu-west-1"
    ).plan(socket: "/s")
    #expect(plan.load.rate == 100 && plan.load.seconds == 0.5 && plan.load.warmUpSeconds == 0.05)
    #expect(plan.ground.firstAccount.description == "000000000007" && plan.ground.region.name == "eu-west-1")
    #expect(
      plan.announcement.hasSuffix(
        "calls create and delete more, each a line in the daemon's audit log; all of it is removed at the end."))
  }

  @Test(arguments: [
    ("10s", 10.0), ("500ms", 0.5), ("2m", 120), ("3", 3), ("100ms", 0.1), ("15m", 900),
  ]) func durations(text: String, seconds: Double) throws {
    #expect(try BenchArguments.seconds(text) == seconds)
  }

  @Test(arguments: ["", "s", "ms", "10h", "-1s", "1.5s", "99ms", "16m", "901", "9223372036854775807m"])
  func durationsThatAreNone(text: String) {
    let failure = #expect(throws: Failure.self) { try BenchArguments.seconds(text) }
    #expect(failure?.message == "--duration is \"\(text)\", so nothing was sent.")
  }

  @Test(arguments: [
    (BenchArguments(connections: 0), "--connections is 0, so nothing was sent.", "Give a number from 1 to 4096."),
    (BenchArguments(window: 1025), "--window is 1025, so nothing was sent.", "Give a number from 1 to 1024."),
    (BenchArguments(threads: 65), "--threads is 65, so nothing was sent.", "Give a number from 1 to 64."),
    (BenchArguments(rate: 0), "--rate is 0, so nothing was sent.", "Give a number from 1 to 10000000."),
    (BenchArguments(members: -1), "--members is -1, so nothing was sent.", "Give a number from 1 to 100000."),
    (BenchArguments(tenants: 100_001), "--tenants is 100001, so nothing was sent.", "Give a number from 1 to 100000."),
    (
      BenchArguments(mix: "reads"), "--mix: \"reads\" is no operation; there are ",
      "Write it as OPERATION[:SIZE][=WEIGHT],…, for example check-access=90,get-members=10."
    ),
    (
      BenchArguments(mix: "get-members:51"), "--mix asks for 51 members at once, and --members makes 50",
      "Raise --members, or ask for fewer at once."
    ),
    (
      BenchArguments(connections: 128, window: 1024), "--connections 128 and --window 1024 are 131072 calls at a time",
      "Lower one of them: there may be 65536 in all."
    ),
    (
      BenchArguments(mix: "delete-members", tenants: 7), "--mix writes, and --connections 8 are more than --tenants 7",
      "Give at least as many tenants as connections: each roster is written over one connection."
    ),
    (
      BenchArguments(account: "999999999999"), "--account: three million accounts are counted from there",
      "Give one below 999997000000."
    ),
    (BenchArguments(region: "EU"), "--region: \"EU\" cannot be a Region", "Give a name like us-east-1"),
  ]) func whatIsWrongIsNamed(arguments: BenchArguments, problem: String, remedy: String) {
    let failure = #expect(throws: Failure.self) { try arguments.plan(socket: "/s") }
    #expect(failure?.message.hasPrefix(problem) == true, "\(failure?.message ?? "")")
    #expect(failure?.remedy?.hasPrefix(remedy) == true)
    #expect(failure?.ending == .usage)
  }
}

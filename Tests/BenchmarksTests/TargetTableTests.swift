import Testing

@testable import muster_benchmarks

/// What the table of `make bench` says of figures that are there, and of those that are not.
@Suite struct TargetTableTests {
  @Test func aFigureIsTheMedianOfItsRuns() throws {
    let figure = try #require(Figure([3, 1, 2], .microseconds))
    #expect(figure.median == 2)
    #expect(figure.text == "2.00 µs (1.00 µs … 3.00 µs)")
    #expect(Figure([5], .count)?.text == "5.00")
    #expect(Figure([], .count) == nil)
  }

  @Test(arguments: [
    (Quantity.perSecond, 999.0, "999 /s"), (.perSecond, 152_400, "152 k/s"), (.perSecond, 1_320_000, "1.32 M/s"),
    (.microseconds, 14.23, "14.2 µs"), (.milliseconds, 99.96, "100 ms"), (.bytes, 187, "187 B"),
    (.bytes, 16_384, "16.0 KiB"), (.mebibytes, 21.5, "21.5 MiB"),
  ]) func figuresHaveThreeDigits(quantity: Quantity, number: Double, text: String) {
    #expect(quantity.text(number) == text)
  }

  @Test func goals() {
    let beside = Goal("", .leastOfPeer(10), .least(100))
    #expect(beside.verdict(100, peer: 10) == .met)
    #expect(beside.verdict(99, peer: 1) == .missed)
    #expect(beside.verdict(109, peer: 11) == .missed)
    // Without the peer it cannot be met, and can be missed.
    #expect(beside.verdict(100, peer: nil) == .open)
    #expect(beside.verdict(99, peer: nil) == .missed)
    let near = Goal("", .mostOfPeer(1.25))
    #expect(near.verdict(12.5, peer: 10) == .met)
    #expect(near.verdict(12.6, peer: 10) == .missed)
    let above = Goal("", .mostAboveFloor(100))
    #expect(above.verdict(190, peer: 90) == .met)
    #expect(above.verdict(191, peer: 90) == .missed)
    // Nothing is faster than what it consists of.
    #expect(above.verdict(80, peer: 90) == .open)
    #expect(Goal("", .most(10)).verdict(10, peer: nil) == .met)
    #expect(Goal("", .most(10)).verdict(10.1, peer: nil) == .missed)
    #expect(Goal("").verdict(1, peer: 2) == .told)
    #expect(Goal("").verdict(nil, peer: 2) == .open)
  }

  @Test func whatIsMissingIsSaid() throws {
    var table = TargetTable()
    table.rows = [
      TargetRow(
        name: "reads", goal: Goal("≥ 10 × the echo", .leastOfPeer(10)),
        ours: TargetRow.Outcome([2_000_000, 1_000_000, 3_000_000], .perSecond),
        peer: ("echo", TargetRow.Outcome([100_000, 100_000, 100_000], .perSecond))),
      TargetRow(
        name: "writes", goal: Goal("≥ 60 %", .leastOfPeer(0.6)), ours: TargetRow.Outcome([5], .perSecond),
        peer: ("loop", TargetRow.Outcome([nil], .perSecond, "no compiler"))),
    ]
    #expect(
      table.text == """
        WHAT    TARGET           MUSTER (LOWEST … HIGHEST)       PEER, IN THE SAME RUN       RATIO   VERDICT
        reads   ≥ 10 × the echo  2.00 M/s (1.00 M/s … 3.00 M/s)  echo: 100 k/s               × 20.0  met
        writes  ≥ 60 %           5.00 /s                         loop: missing: no compiler  -       open

        """)
    #expect(table.summary == "1 met, 1 open")
  }

  @Test func reasonsOfPeersThatAreNotThere() {
    #expect(
      Peers.reasons(in: "echo: no Go: install it\ninsert:x\nnothing\n") == ["echo": "no Go: install it", "insert": "x"])
    let count = CountedRows.allocations(
      of: "GetMembers of 1", in: "PER CALL\nallocations: GetMembers of 1       4.1    4.5  ok\n")
    #expect(count == 4.1)
    #expect(CountedRows.allocations(of: "GetMembers", in: "allocations: GetMembers of 1 4.1") == nil)
  }
}

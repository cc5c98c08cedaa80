import Testing

@testable import MusterSQLite

@Suite("When the log is moved") struct CheckpointPlanTests {
  @Test func isNotBeforeItIsLong() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(799) == .nothing)
    #expect(plan.wrote(1) == .moveBeside)
  }

  @Test func isBesideTheCommitsFirstAndInTheirWayForTheRest() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(800) == .moveBeside)
    #expect(plan.wrote(60) == .nothing)
    plan.moved(allBut: 0)
    #expect(plan.wrote(40) == .beginAnew)
    plan.began(anew: true)
    #expect(plan.wrote(799) == .nothing)
    #expect(plan.wrote(1) == .moveBeside)
  }

  @Test func isBesideThemOnceMoreIfMuchWasCommittedMeanwhile() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(800) == .moveBeside)
    #expect(plan.wrote(500) == .nothing)
    plan.moved(allBut: 0)
    #expect(plan.wrote(1) == .moveBeside)
    #expect(plan.wrote(10) == .nothing)
    plan.moved(allBut: 0)
    #expect(plan.wrote(1) == .beginAnew)
  }

  @Test func isTriedAgainSomewhatLaterWhileLoadsNeedIt() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(800) == .moveBeside)
    plan.moved(allBut: 300)
    #expect(plan.wrote(99) == .nothing)
    #expect(plan.wrote(1) == .moveBeside)
    plan.moved(allBut: 1)
    #expect(plan.wrote(1) == .beginAnew)
    plan.began(anew: false)
    #expect(plan.wrote(99) == .nothing)
    #expect(plan.wrote(1) == .moveBeside)
  }

  @Test func isTriedAgainMuchLaterAfterAFailure() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(800) == .moveBeside)
    plan.failed()
    #expect(plan.wrote(799) == .nothing)
    #expect(plan.wrote(1) == .moveBeside)
  }

  @Test func isInTheirWayWhenItIsTooLong() {
    var plan = CheckpointPlan(pages: 800)
    #expect(plan.wrote(800) == .moveBeside)
    #expect(plan.wrote(800 * Limits.longestLog) == .nothing)
    plan.moved(allBut: 700)
    #expect(plan.wrote(100) == .beginAnewAtAnyPrice)
    plan.began(anew: true)
    #expect(plan.wrote(1) == .nothing)
  }
}

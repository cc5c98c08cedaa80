import MusterModel
import Testing

@testable import MusterLoad

/// Whether what an earlier run has made is a leftover, or somebody is at work there.
@Suite struct GroundMarkTests {
  let here = LoadProcess(id: 7, started: 70, namespace: 1)

  @Test func aMarkIsReadAsItIsWrittenAndFitsIntoATag() {
    let mark = mark(LoadProcess(id: 12, started: 99, namespace: 4_026_531_836), until: 1000)
    #expect(
      mark.text == "process 12 started 99 namespace 4026531836 until 1000 first 7 tenants 3 associated 4")
    #expect(GroundMark(mark.text) == mark)
    let longest = LoadProcess(id: .max, started: .max, namespace: .max)
    #expect(self.mark(longest, until: .max).text.count <= MusterModel.Limits.tagValueCharacters)
    #expect(GroundMark("process 12 started 99 first 7 tenants 3 associated 4") == nil)
    #expect(GroundMark("process 12 started x namespace 1 until 1 first 7 tenants 3 associated 4") == nil)
  }

  @Test func inTheSameNamespaceTheProcessItselfCounts() {
    let mark = mark(LoadProcess(id: 12, started: 99, namespace: 1), until: 1000)
    func life(_ state: LoadProcess.State, at now: UInt64 = 500) -> GroundMark.Life {
      mark.life(seenBy: here, at: now) { $0 == 12 ? state : .gone }
    }
    #expect(life(.gone) == .leftover)
    #expect(life(.started(99)) == .live)
    // However late it is.
    #expect(life(.started(99), at: 5000) == .live)
    // Its id is another's now.
    #expect(life(.started(98)) == .leftover)
    #expect(life(.hidden) == .live && life(.hidden, at: 1000) == .leftover)
  }

  /// The id says nothing there, whether or not a process here has it.
  @Test(arguments: [LoadProcess.State.gone, .started(99), .started(1), .hidden])
  func inAnotherNamespaceTheTimeCounts(state: LoadProcess.State) {
    let mark = mark(LoadProcess(id: 12, started: 99, namespace: 2), until: 1000)
    #expect(mark.life(seenBy: here, at: 999) { _ in state } == .perhapsLive(until: 1000))
    #expect(mark.life(seenBy: here, at: 1000) { _ in state } == .leftover)
  }

  @Test func aMarkOfAnEarlierVersionKnowsButTheId() {
    let mark = GroundMark(process: 12, first: 7, tenants: 3, associated: 4)
    #expect(mark.life(seenBy: here, at: 0) { _ in .gone } == .leftover)
    #expect(mark.life(seenBy: here, at: 0) { _ in .started(5) } == .live)
  }

  @Test func whatThisProcessLeftIsALeftover() {
    #expect(mark(here, until: 1000).life(seenBy: here, at: 0) { _ in .started(70) } == .leftover)
  }

  @Test func aStartTimeStandsBehindAnyName() {
    let fields = (3...24).map(String.init).joined(separator: " ")
    #expect(LoadProcess.startTime(in: "12 (a) b (c)) " + fields) == 22)
    #expect(LoadProcess.startTime(in: "12 (a) 3 4") == nil && LoadProcess.startTime(in: "") == nil)
    let current = LoadProcess.current()
    #expect(current.started > 0 && current.namespace > 0)
    #expect(LoadProcess.state(of: current.id) == .started(current.started))
  }

  private func mark(_ process: LoadProcess, until: UInt64) -> GroundMark {
    GroundMark(
      process: process.id, first: 7, tenants: 3, associated: 4,
      holder: GroundMark.Holder(process: process, until: until))
  }
}

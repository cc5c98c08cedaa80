import NIOCore
import Testing

@testable import TTRPC

struct ServerStateMachineTests {
  private typealias Machine = ServerConnectionStateMachine<String>
  private let soon = NIODeadline.uptimeNanoseconds(100)
  private let later = NIODeadline.uptimeNanoseconds(200)

  private func frame(_ id: StreamID, _ type: FrameType = .request, _ flags: FrameFlags = []) -> FrameHeader {
    FrameHeader(length: 0, streamID: id, type: type, flags: flags)
  }

  /// A machine with calls that run, named after their ids.
  private func machine(running ids: [StreamID]) -> Machine {
    var machine = Machine()
    for id in ids {
      _ = machine.received(frame(id))
      machine.started(id, "\(id)", deadline: soon)
    }
    return machine
  }

  // MARK: Frames

  @Test func aRequestIsACall() {
    var machine = Machine()
    #expect(machine.received(frame(1)) == .call(1))
  }

  @Test("line 17 and 18: an even id is refused on that id, whatever the type", arguments: [0, 2] as [StreamID])
  func refusesEvenIDs(id: StreamID) {
    var machine = Machine()
    for type in [FrameType.request, .response, .data, FrameType(rawValue: 9)] {
      #expect(machine.received(frame(id, type)) == .refuse(id, .evenStreamID))
    }
  }

  @Test("line 19: an id cannot be used twice while the first runs")
  func refusesUsedIDs() {
    var machine = machine(running: [1])
    #expect(machine.received(frame(1)) == .refuse(1, .usedStreamID))
    #expect(machine.finished(1) == .reply)
    #expect(machine.received(frame(1)) == .refuse(1, .usedStreamID))
  }

  @Test("line 21: strict mode refuses an id below the last")
  func refusesSkippedIDsWhenStrict() {
    var strict = Machine(skippedStreamIDs: 0)
    _ = strict.received(frame(5))
    #expect(strict.received(frame(3)) == .refuse(3, .usedStreamID))
    var tolerant = Machine()
    _ = tolerant.received(frame(5))
    #expect(tolerant.received(frame(3)) == .call(3))
  }

  @Test("line 22: after the last id every id is used")
  func acceptsTheLastID() {
    var machine = Machine(skippedStreamIDs: 0)
    #expect(machine.received(frame(.max)) == .call(.max))
    #expect(machine.received(frame(1)) == .refuse(1, .usedStreamID))
  }

  @Test("line 27 and 28: other types are ignored", arguments: [0x00, 0x02, 0x04, 0x7f, 0xff] as [UInt8])
  func ignoresOtherTypes(type: UInt8) {
    var machine = Machine()
    #expect(machine.received(frame(1, FrameType(rawValue: type))) == .ignore)
    #expect(machine.received(frame(1)) == .call(1))
  }

  @Test("line 30: the flags of a unary request do not matter")
  func ignoresFlags() {
    var machine = Machine()
    #expect(machine.received(frame(1, .request, FrameFlags(rawValue: 0xff))) == .call(1))
  }

  @Test("line 31 and 32: data goes to a call that runs, is ignored after it, refused for one that never was")
  func judgesData() {
    var machine = machine(running: [1])
    #expect(machine.received(frame(1, .data)) == .data(1))
    _ = machine.finished(1)
    #expect(machine.received(frame(1, .data)) == .ignore)
    #expect(machine.received(frame(3, .data)) == .refuse(3, .inactiveStream))
  }

  @Test("line 8: an oversize request is refused and its id used up")
  func refusesOversize() {
    var machine = Machine()
    let header = FrameHeader(length: 11, streamID: 1, type: .request)
    #expect(machine.receivedOversize(header, limit: 10) == .refuse(1, .tooLong(11, limit: 10)))
    #expect(machine.received(frame(1)) == .refuse(1, .usedStreamID))
    #expect(machine.received(frame(3)) == .call(3))
  }

  @Test func creditGoesToACallThatRunsAndIsIgnoredOtherwise() {
    var machine = machine(running: [1])
    #expect(machine.received(frame(1, .credit)) == .credit(1))
    #expect(machine.received(frame(3, .credit)) == .ignore)
    _ = machine.finished(1)
    #expect(machine.received(frame(1, .credit)) == .ignore)
  }

  @Test("oversize data ends the call it is for, which is not answered again")
  func oversizeDataEndsItsCall() {
    var machine = machine(running: [1, 3])
    let header = FrameHeader(length: 11, streamID: 1, type: .data)
    #expect(machine.receivedOversize(header, limit: 10) == .fail(1, .tooLong(11, limit: 10)))
    #expect(machine.answerEarly(1)?.expired.map(\.call) == ["1"])
    #expect(machine.answerEarly(1)?.close == nil)
    #expect(machine.expire(now: soon).expired.map(\.call) == ["3"])
    #expect(machine.finished(1) == .drop)
  }

  @Test func anEarlyAnswerMayBeTheLastOwed() {
    var machine = machine(running: [1, 3])
    _ = machine.shutDown()
    #expect(machine.answerEarly(1)?.close == false)
    #expect(machine.answerEarly(3)?.close == true)
    #expect(machine.finished(3) == .drop)
    #expect(machine.answerEarly(3)?.close == nil)
  }

  @Test func refusesMoreCallsThanTheLimit() {
    var machine = Machine(callsInFlight: 1)
    _ = machine.received(frame(1))
    machine.started(1, "1", deadline: soon)
    #expect(machine.received(frame(3)) == .refuse(3, .tooManyCalls(1)))
    #expect(machine.finished(1) == .reply)
    #expect(machine.received(frame(5)) == .call(5))
  }

  // MARK: Time

  @Test func answersACallAtItsDeadlineOnce() {
    var machine = machine(running: [1])
    #expect(machine.nextDeadline == soon)
    #expect(machine.expire(now: .uptimeNanoseconds(99)).expired.isEmpty == true)
    let action = machine.expire(now: soon)
    #expect(action.expired.map(\.call) == ["1"])
    #expect(!action.close)
    #expect(machine.expire(now: later).expired.isEmpty == true)
    #expect(machine.nextDeadline == nil)
    #expect(machine.finished(1) == .drop)
  }

  @Test func workThatIgnoresItsDeadlineStillCounts() {
    var machine = Machine(callsInFlight: 1)
    _ = machine.received(frame(1))
    machine.started(1, "1", deadline: soon)
    _ = machine.expire(now: soon)
    #expect(machine.received(frame(3)) == .refuse(3, .tooManyCalls(1)))
    _ = machine.finished(1)
    #expect(machine.received(frame(5)) == .call(5))
  }

  @Test func knowsTheEarliestDeadline() {
    var machine = machine(running: [1])
    _ = machine.received(frame(3))
    machine.started(3, "3", deadline: .uptimeNanoseconds(50))
    #expect(machine.nextDeadline == .uptimeNanoseconds(50))
    #expect(machine.expire(now: .uptimeNanoseconds(50)).expired.map(\.id) == [3])
    #expect(machine.nextDeadline == soon)
  }

  // MARK: The end

  @Test func closesAtOnceWhenNothingIsOwed() {
    var idle = Machine()
    #expect(idle.inputEnded() == .closeWhenWritten)
    #expect(idle.inputEnded() == .ignore)
    #expect(idle.received(frame(1)) == .ignore)
    var expired = machine(running: [1])
    _ = expired.expire(now: soon)
    #expect(expired.inputEnded() == .closeWhenWritten)
    #expect(expired.finished(1) == .drop)
  }

  @Test("line 69: after the end of input what runs is answered, then the connection closes")
  func finishesWhatRuns() {
    var machine = machine(running: [1, 3])
    #expect(machine.inputEnded() == .wait)
    #expect(machine.finished(3) == .reply)
    #expect(machine.finished(1) == .replyAndClose)
    #expect(machine.finished(1) == .drop)
    #expect(machine.close().isEmpty == true)
  }

  @Test("line 66: a shutdown refuses new calls and answers old ones")
  func shutsDown() {
    var machine = machine(running: [1])
    #expect(machine.shutDown() == .wait)
    #expect(machine.shutDown() == .wait)
    #expect(machine.received(frame(3)) == .refuse(3, .shuttingDown))
    #expect(
      machine.receivedOversize(FrameHeader(length: 9, streamID: 5, type: .request), limit: 8)
        == .refuse(5, .tooLong(9, limit: 8)))
    #expect(machine.inputEnded() == .wait)
    #expect(machine.finished(1) == .replyAndClose)
    #expect(machine.shutDown() == .ignore)
  }

  @Test func theLastDeadlineClosesAFinishingConnection() {
    var machine = machine(running: [1])
    _ = machine.shutDown()
    #expect(machine.nextDeadline == soon)
    let action = machine.expire(now: soon)
    #expect(action.expired.map(\.call) == ["1"])
    #expect(action.close)
    #expect(machine.expire(now: later).expired.isEmpty == true)
  }

  @Test("line 50: whatever is owed is cancelled when the connection is lost")
  func cancelsWhatRuns() {
    var machine = machine(running: [1, 3])
    _ = machine.finished(1)
    #expect(machine.close() == ["3"])
    #expect(machine.close().isEmpty == true)
    #expect(machine.finished(3) == .drop)
    #expect(machine.received(frame(5)) == .ignore)
    #expect(machine.receivedOversize(frame(7), limit: 0) == .ignore)
    #expect(machine.nextDeadline == nil)
    #expect(machine.inputEnded() == .ignore)
  }

  @Test func cancelsOnlyWhatWasNotToldToStop() {
    var machine = machine(running: [1])
    _ = machine.expire(now: soon)
    #expect(machine.close().isEmpty == true)
    var finishing = self.machine(running: [1])
    _ = finishing.inputEnded()
    #expect(finishing.close() == ["1"])
  }
}

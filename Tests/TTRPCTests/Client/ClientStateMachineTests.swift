import NIOCore
import Testing

@testable import TTRPC

struct ClientStateMachineTests {
  private typealias Machine = ClientConnectionStateMachine<String>
  private let soon = NIODeadline.uptimeNanoseconds(100)

  /// A machine that is connected, with calls named "1", "2", … of which some were sent.
  private func machine(calls: Int, sent: Int = 0, callsInFlight: Int = 100, lastStreamID: StreamID = .max) -> Machine {
    var machine = Machine(callsInFlight: callsInFlight, lastStreamID: lastStreamID)
    for id in 1...max(calls, 1) { _ = machine.call(CallID(id), "\(id)", deadline: soon) }
    _ = machine.connected()
    for _ in 0..<sent { _ = machine.nextToSend() }
    return machine
  }

  private func send(_ machine: inout Machine) -> String? {
    switch machine.nextToSend() {
    case .send(let stream, _, let call, _): "\(call)@\(stream)"
    case .reconnect: "reconnect"
    case .none: nil
    }
  }

  private func receive(_ machine: inout Machine, _ stream: StreamID, _ type: FrameType = .response) -> String? {
    switch machine.received(FrameHeader(length: 0, streamID: stream, type: type)) {
    case .answer(let call): "answer \(call)"
    case .stream(let call): "stream \(call)"
    case .violation(let call): "violation \(call)"
    case .ignore: nil
    }
  }

  private func call(_ machine: inout Machine, _ id: CallID) -> String {
    switch machine.call(id, "\(id)", deadline: soon) {
    case .connect: "connect"
    case .wait: "wait"
    case .refuse(let call): "refuse \(call)"
    }
  }

  // MARK: Calls

  @Test func connectsWithTheFirstCallOnly() {
    var machine = Machine()
    #expect(call(&machine, 1) == "connect")
    #expect(call(&machine, 2) == "wait")
    #expect(send(&machine) == nil)
    #expect(machine.connected() == true)
    #expect(call(&machine, 3) == "wait")
  }

  @Test("line 24: ids increase by two from one, in the order of the calls")
  func countsIDs() {
    var machine = machine(calls: 3)
    #expect([send(&machine), send(&machine), send(&machine), send(&machine)] == ["1@1", "2@3", "3@5", nil])
  }

  @Test func queuesBeyondTheCallsInFlight() {
    var machine = machine(calls: 3, callsInFlight: 2)
    #expect([send(&machine), send(&machine), send(&machine)] == ["1@1", "2@3", nil])
    #expect(receive(&machine, 3) == "answer 2")
    #expect(send(&machine) == "3@5")
  }

  @Test func aCancelledCallFreesItsPlaceAndItsAnswerIsIgnored() {
    var machine = machine(calls: 2, sent: 1, callsInFlight: 1)
    #expect(machine.abandon(1) == "1")
    #expect(machine.abandon(1) == nil)
    #expect(send(&machine) == "2@3")
    #expect(receive(&machine, 1) == nil)
    #expect(receive(&machine, 3) == "answer 2")
  }

  @Test func aCallThatIsCancelledWhileItWaitsIsNeverSent() {
    var machine = machine(calls: 2)
    #expect(machine.abandon(1) == "1")
    #expect(send(&machine) == "2@1")
  }

  @Test("line 45: an expired call ends, its late answer is ignored")
  func expires() {
    var machine = machine(calls: 2, sent: 1)
    #expect(machine.nextDeadline == soon)
    #expect(machine.expire(now: .uptimeNanoseconds(99)).isEmpty == true)
    #expect(machine.expire(now: soon) == ["1", "2"])
    #expect(send(&machine) == nil)
    #expect(receive(&machine, 1) == nil)
    #expect(machine.nextDeadline == nil)
  }

  @Test func expiresWhileConnecting() {
    var machine = Machine()
    _ = call(&machine, 1)
    #expect(machine.expire(now: soon) == ["1"])
    #expect(machine.connected() == true)
    #expect(send(&machine) == nil)
  }

  // MARK: Frames

  @Test("line 25: frames of no call of ours are ignored", arguments: [0, 2, 99] as [StreamID])
  func ignoresUnknownStreams(stream: StreamID) {
    var machine = machine(calls: 1, sent: 1)
    #expect(receive(&machine, stream) == nil)
    #expect(receive(&machine, stream, FrameType(rawValue: 0xff)) == nil)
    #expect(receive(&machine, 1) == "answer 1")
  }

  @Test("line 26: the second of two answers is ignored")
  func takesOneAnswer() {
    var machine = machine(calls: 1, sent: 1)
    #expect(receive(&machine, 1) == "answer 1")
    #expect(receive(&machine, 1) == nil)
  }

  @Test("line 29: a frame that is no answer ends that call only", arguments: [0xff, 0x03, 0x01] as [UInt8])
  func endsACallThatGetsNoAnswer(type: UInt8) {
    var machine = machine(calls: 2, sent: 2)
    #expect(receive(&machine, 1, FrameType(rawValue: type)) == "violation 1")
    #expect(receive(&machine, 3) == "answer 2")
  }

  // MARK: The connection

  @Test func failsTheWaitingWhenItCannotConnect() {
    var machine = Machine()
    _ = call(&machine, 1)
    _ = call(&machine, 2)
    let failed = machine.connectFailed()
    #expect(failed.map(\.call) == ["1", "2"])
    #expect(failed.map(\.written) == [false, false])
    #expect(call(&machine, 3) == "connect")
  }

  @Test("line 67: a lost connection fails what was sent, and the next call connects again")
  func failsWhatWasSent() {
    var machine = machine(calls: 2, sent: 2)
    machine.written(through: 3)
    let action = machine.connectionLost()
    #expect(action.failed.map(\.call) == ["1", "2"])
    #expect(action.failed.map(\.written) == [true, true])
    #expect(!action.reconnect)
    #expect(call(&machine, 3) == "connect")
    #expect(machine.connected() == true)
    #expect(send(&machine) == "3@1")
  }

  @Test func sendsWhatWaitedOnTheNewConnection() {
    var machine = machine(calls: 2, sent: 1, callsInFlight: 1)
    machine.written(through: 1)
    let action = machine.connectionLost()
    #expect(action.failed.map(\.call) == ["1"])
    #expect(action.reconnect)
    #expect(machine.connected() == true)
    #expect(send(&machine) == "2@1")
  }

  @Test func sendsAgainWhatWasCertainlyNotWrittenOnce() {
    var machine = machine(calls: 2, sent: 2)
    machine.written(through: 1)
    let first = machine.connectionLost()
    #expect(first.failed.map(\.call) == ["1"])
    #expect(first.reconnect)
    _ = machine.connected()
    #expect(send(&machine) == "2@1")
    let second = machine.connectionLost()
    #expect(second.failed.map(\.call) == ["2"])
    #expect(second.failed.map(\.written) == [false])
    #expect(!second.reconnect)
  }

  @Test func sendsAnIdempotentCallAgainOnce() {
    var machine = machine(calls: 2, sent: 2)
    _ = machine.call(3, "3", deadline: soon, isIdempotent: true)
    _ = machine.call(4, "4", deadline: soon, isIdempotent: true)
    _ = (send(&machine), send(&machine))
    machine.written(through: 7)
    let first = machine.connectionLost()
    #expect(first.failed.map(\.call) == ["1", "2"])
    #expect(first.reconnect)
    _ = call(&machine, 5)
    _ = machine.connected()
    // Before those that came later, in the old order.
    #expect([send(&machine), send(&machine), send(&machine)] == ["3@1", "4@3", "5@5"])
    #expect(receive(&machine, 3) == "answer 4")
    machine.written(through: 1)
    let second = machine.connectionLost()
    #expect(second.failed.map(\.call) == ["3", "5"])
    #expect(second.failed.map(\.written) == [true, true])
    #expect(!second.reconnect)
  }

  /// What a server may have run is not called unsent because no other connection can be had.
  @Test func remembersThatACallMayHaveRun() {
    var machine = Machine()
    _ = machine.call(1, "1", deadline: soon, isIdempotent: true)
    _ = machine.connected()
    _ = send(&machine)
    machine.written(through: 1)
    #expect(machine.connectionLost().reconnect)
    _ = call(&machine, 2)
    let failed = machine.connectFailed()
    #expect(failed.map(\.call) == ["1", "2"])
    #expect(failed.map(\.written) == [true, false])
  }

  /// Written the first time, and certainly not the second: it may have run nevertheless.
  @Test func remembersItOverASecondLoss() {
    var machine = Machine()
    _ = machine.call(1, "1", deadline: soon, isIdempotent: true)
    _ = machine.connected()
    _ = send(&machine)
    machine.written(through: 1)
    _ = machine.connectionLost()
    _ = machine.connected()
    #expect(send(&machine) == "1@1")
    #expect(machine.connectionLost().failed.map(\.written) == [true])
  }

  @Test func ofSeveralUnwrittenCallsAnyMayHaveRun() {
    var machine = machine(calls: 3, sent: 3)
    machine.written(through: 1)
    #expect(machine.connectionLost().failed.map(\.written) == [true, true, true])
  }

  @Test("line 23: after the last id calls wait for the answers, then go to a new connection")
  func neverWrapsIDs() {
    var machine = machine(calls: 3, lastStreamID: 3)
    #expect([send(&machine), send(&machine), send(&machine)] == ["1@1", "2@3", nil])
    _ = receive(&machine, 1)
    #expect(send(&machine) == nil)
    _ = receive(&machine, 3)
    #expect(send(&machine) == "reconnect")
    #expect(machine.connected() == true)
    #expect(send(&machine) == "3@1")
  }

  @Test func closes() {
    var machine = machine(calls: 2, sent: 1)
    #expect(machine.close() == ["1", "2"])
    #expect(machine.close().isEmpty == true)
    #expect(call(&machine, 3) == "refuse 3")
    #expect(machine.connectionLost().failed.isEmpty == true)
    #expect(receive(&machine, 1) == nil)
    #expect(send(&machine) == nil)
  }

  @Test func doesNotWantAConnectionThatComesTooLate() {
    var machine = Machine()
    _ = call(&machine, 1)
    #expect(machine.close() == ["1"])
    #expect(machine.connected() == false)
    #expect(machine.connectFailed().isEmpty == true)
  }
}

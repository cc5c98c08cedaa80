import Testing

@testable import TTRPC

/// What a server makes of a client's frames, whatever their flags.
struct ServerStreamStateMachineTests {
  private typealias Machine = ServerStreamStateMachine
  private static let kinds: [StreamKind] = [.serverStreaming, .clientStreaming, .bidirectional]

  @Test("line 52 and 53: what a request's flags and payload mean, all of them", arguments: kinds)
  func opens(kind: StreamKind) {
    for raw in UInt8.min...UInt8.max {
      for hasPayload in [false, true] {
        let flags = FrameFlags(rawValue: raw)
        let opening = Machine(kind: kind, flags: flags, hasPayload: hasPayload).opening
        if kind == .serverStreaming {
          #expect(opening == .init(hasMessage: true, endsInput: true))
        } else {
          #expect(opening == .init(hasMessage: hasPayload, endsInput: raw == 0 || raw & 1 == 1))
        }
      }
    }
  }

  @Test("line 54, 55 and 58: what data frames mean, every sequence of them", arguments: kinds)
  func takesData(kind: StreamKind) {
    // Message, last message, nothing, half-close, and each with a bit that nobody knows.
    let flags: [UInt8] = [0, 1, 4, 5, 0x80, 0x81, 0x84, 0x85]
    for opening in [0, 1, 2, 6] as [UInt8] {
      everySequence(of: flags, length: 3) { frames in
        var machine = Machine(kind: kind, flags: FrameFlags(rawValue: opening), hasPayload: false)
        var isOpen = !machine.opening.endsInput
        var hasFailed = false
        for raw in frames {
          let action = machine.received(FrameFlags(rawValue: raw))
          let hasMessage = raw & 4 == 0
          let closes = raw & 1 == 1
          if hasFailed {
            #expect(action == .ignore)
          } else if isOpen {
            #expect(action == (hasMessage ? .message(last: closes) : closes ? .endInput : .ignore))
            isOpen = !closes
          } else {
            #expect(action == (hasMessage ? .fail(.streamInputEnded) : .ignore))
            hasFailed = hasMessage
          }
        }
      }
    }
  }

  @Test func nothingCountsAfterTheEnd() {
    var machine = Machine(kind: .bidirectional, flags: .remoteOpen, hasPayload: false)
    machine.end()
    #expect(machine.received([]) == .ignore)
    #expect(machine.received(.remoteClosed) == .ignore)
    #expect(machine.inputLost() == false)
  }

  @Test func theInputIsLostOnce() {
    var open = Machine(kind: .bidirectional, flags: .remoteOpen, hasPayload: false)
    #expect(open.inputLost() == true)
    #expect(open.inputLost() == false)
    var closed = Machine(kind: .serverStreaming, flags: .remoteClosed, hasPayload: false)
    #expect(closed.inputLost() == false)
  }
}

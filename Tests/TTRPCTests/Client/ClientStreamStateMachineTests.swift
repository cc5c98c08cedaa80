import Testing

@testable import TTRPC

/// What a client makes of a server's frames on its stream, whatever they are.
struct ClientStreamStateMachineTests {
  private typealias Machine = ClientStreamStateMachine
  private enum Event {
    /// Type, flags, length.
    case frame(UInt8, UInt8, Int)
    case endOutput
    case abandon
  }

  private static let kinds: [StreamKind] = [.serverStreaming, .clientStreaming, .bidirectional]
  private static let events: [Event] =
    [.endOutput, .abandon, .frame(2, 0, 0), .frame(2, 0xff, 0), .frame(9, 0, 0), .frame(1, 0, 0)]
    + [0, 7, 8, 12].map { .frame(0x81, 0, $0) } + [0, 1, 4, 5, 0x80].map { .frame(3, $0, 0) }

  @Test("line 57: nothing is sent or taken after the last frame, in every sequence", arguments: kinds, [false, true])
  func follows(kind: StreamKind, isOurs: Bool) {
    everySequence(of: Self.events, length: 3) { events in
      var machine = Machine(kind: kind)
      var maySend = kind != .serverStreaming
      var isOver = false
      for event in events {
        switch event {
        case .endOutput:
          let closes = machine.endOutput()
          #expect(closes == maySend)
          maySend = false
        case .abandon:
          let action = machine.abandon(isOurs: isOurs)
          #expect(action == (isOver ? .nothing : isOurs ? .cancel : maySend ? .close : .nothing))
          (maySend, isOver) = (false, true)
        case .frame(let type, let flags, let length):
          let action = machine.received(FrameType(rawValue: type), FrameFlags(rawValue: flags), length: length)
          #expect(action == (isOver ? .ignore : expected(kind, type, flags, length)))
          if ![.message, .ignore, .credit, .granted, .window].contains(action) { (maySend, isOver) = (false, true) }
        }
        #expect(machine.maySend == maySend)
      }
    }
  }

  private func expected(_ kind: StreamKind, _ type: UInt8, _ flags: UInt8, _ length: Int) -> Machine.FrameAction {
    if type == 2 { return .response }
    if type == 0x81, length == 0, kind != .clientStreaming { return .credit }
    if type == 0x81, length == 8, kind != .serverStreaming { return .granted }
    if type == 0x81, length == 12, kind != .serverStreaming { return .window }
    guard type == 3, kind != .clientStreaming else { return .violation }
    return switch flags & 5 {
    case 0: .message
    case 1: .lastMessage
    case 4: .ignore
    default: .end
    }
  }
}

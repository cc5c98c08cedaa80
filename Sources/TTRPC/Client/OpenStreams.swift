internal import NIOCore

/// The streams that a client has opened on its connection. On the connection's event loop only.
struct OpenStreams {
  struct Entry {
    let call: StreamCall
    let stream: StreamID
    var machine: ClientStreamStateMachine
    /// The server counts what we have not read.
    var takesCredit = false
  }

  /// By call, from the request to the last frame.
  var open: [CallID: Entry] = [:]
  var turns = StreamTurns<CallID>()

  /// The connection is gone.
  mutating func close() {
    self = OpenStreams()
  }
}

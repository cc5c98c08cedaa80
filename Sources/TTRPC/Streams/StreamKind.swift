/// Which side of a stream sends how many messages.
public enum StreamKind: Sendable, Hashable {
  /// One request, any number of answers.
  case serverStreaming
  /// Any number of requests, one answer.
  case clientStreaming
  /// Any number both ways, at the same time.
  case bidirectional

  /// Whether the client sends messages beside the request that opens the stream.
  var clientStreams: Bool { self != .serverStreaming }

  /// Whether the server answers with messages rather than with one response.
  var serverStreams: Bool { self != .clientStreaming }

  /// The flags of the request that opens a stream: those that every known server understands.
  var openingFlags: FrameFlags {
    // Without "no data" Rust's servers take the empty payload for a first message.
    clientStreams ? [.remoteOpen, .noData] : .remoteClosed
  }
}

extension Client {
  /// The limits of a client. What each protects against stands with its default in ``Limits``.
  public struct Configuration: Sendable {
    /// The most data of one frame, in bytes, both ways. Default 4 MiB; from 1 KiB to just below 16 MiB. Raise it only if
    /// the server does too.
    public var frameBytes = Limits.frameBytes

    /// The most calls that are sent and not answered; more wait here, in order. Default 1,024.
    public var callsInFlight = Limits.callsInFlight

    /// How long to wait before connecting again after the server could not be reached, or hung up without one answer. It
    /// doubles with every such failure in a row. Half of it is random. Calls wait as long. Default 2 ms.
    public var initialBackoff = Limits.initialBackoff

    /// The longest such wait. Default 100 ms.
    public var maximumBackoff = Limits.maximumBackoff

    /// The most messages of one stream that have arrived and not been read; past it the stream ends with
    /// RESOURCE_EXHAUSTED, after ``streamPatience``. Default 64.
    public var streamMessages = Limits.streamMessages

    /// The most bytes of one stream that have arrived and not been read, one message always excepted. Default 256 KiB.
    public var streamBytes = Limits.streamBytes

    /// How long a message beyond these bounds waits for the reader to make room before its stream ends, where the server
    /// does not count what it sends. Nothing behind it on the connection is looked at meanwhile. Zero ends the stream at
    /// once. Default 1 s.
    public var streamPatience = Limits.streamPatience

    /// The last stream id used on a connection, after which the next call opens another. Default the last there is.
    var lastStreamID = StreamID.max

    /// The numbers above.
    public static var defaults: Configuration { Configuration() }

    var streamBound: StreamBound { StreamBound(messages: streamMessages, bytes: streamBytes) }

    func validate() {
      precondition(
        (1024...Limits.frameBytesCeiling).contains(frameBytes),
        "Client.Configuration.frameBytes is \(frameBytes); choose 1,024 to \(Limits.frameBytesCeiling)")
      precondition(
        initialBackoff >= .zero && maximumBackoff >= initialBackoff && maximumBackoff <= .seconds(3600),
        "Client.Configuration backs off for \(initialBackoff) to \(maximumBackoff); choose a range from 0 s to 1 h")
      precondition(callsInFlight > 0, "Client.Configuration.callsInFlight is \(callsInFlight); choose at least 1")
      precondition(
        streamMessages > 0 && streamBytes >= 0 && streamPatience >= .zero,
        "Client.Configuration: a limit of streams leaves nothing: \(self)")
    }
  }
}

extension Client {
  /// The limits of a client. What each protects against stands with its default in ``Limits``.
  public struct Configuration: Sendable {
    /// The most data of one frame, in bytes, both ways. Default 4 MiB; from 1 KiB to just below 16 MiB. Raise it only if
    /// the server does too.
    public var frameBytes = Limits.frameBytes

    /// The most calls that are sent and not answered; more wait here, in order. Default 1,024.
    public var callsInFlight = Limits.callsInFlight

    /// The last stream id used on a connection, after which the next call opens another. Default the last there is.
    var lastStreamID = StreamID.max

    /// The numbers above.
    public static var defaults: Configuration { Configuration() }

    func validate() {
      precondition(
        (1024...Limits.frameBytesCeiling).contains(frameBytes),
        "Client.Configuration.frameBytes is \(frameBytes); choose 1,024 to \(Limits.frameBytesCeiling)")
      precondition(callsInFlight > 0, "Client.Configuration.callsInFlight is \(callsInFlight); choose at least 1")
    }
  }
}

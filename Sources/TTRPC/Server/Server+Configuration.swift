extension Server {
  /// The limits of a server. What each protects against stands with its default in ``Limits``.
  public struct Configuration: Sendable {
    /// The most data of one frame, in bytes, both ways. Default 4 MiB; from 1 KiB to just below 16 MiB. Raise it only if
    /// every client does too: stock ones end at 4 MiB.
    public var frameBytes = Limits.frameBytes

    /// The most entries in the metadata of a call. Default 64.
    public var metadataEntries = Limits.metadataEntries

    /// The most bytes of keys and values in the metadata of a call. Default 16 KiB.
    public var metadataBytes = Limits.metadataBytes

    /// The most calls of one connection that run at a time; more are refused with RESOURCE_EXHAUSTED. Default 1,024.
    public var callsInFlight = Limits.callsInFlight

    /// The most calls of one user that run at a time, on all its connections together; more are refused with
    /// RESOURCE_EXHAUSTED. Default 8,192.
    public var callsPerUser = Limits.callsPerUser

    /// The most connections of all users; who comes then waits in the kernel's queue, but for up to 15 that came at the
    /// same moment as the last. Default 4,096; fewer are served where the process may not have so many open files and 64
    /// more.
    public var connections = Limits.connections

    /// The most connections of one user, root and our own included; more are closed at once. Default 1,024.
    public var connectionsPerUser = Limits.connectionsPerUser

    /// How long a connection that never sent a request keeps its seat when all are taken. Default 10 s.
    public var silentTime = Limits.silentTime

    /// The most bytes of requests held for all connections; past it the largest connection of the user that holds most is
    /// closed. Default 256 MiB. Should leave room for some frames of ``frameBytes``.
    public var inputBytes = Limits.inputBytes

    /// The most bytes of replies that all clients together leave unread; past it the largest connection of the user that
    /// holds most is closed. Default 512 MiB. Should leave room for some times ``unreadReplyBytes``.
    public var outputBytes = Limits.outputBytes

    /// The most messages of one stream that have arrived and that its method has not taken; past it the stream ends with
    /// RESOURCE_EXHAUSTED, after ``streamPatience``. Default 64.
    public var streamMessages = Limits.streamMessages

    /// The most bytes of one stream that have arrived and that its method has not taken, one message always excepted.
    /// Default 256 KiB.
    public var streamBytes = Limits.streamBytes

    /// How long a message beyond these bounds waits for the reader to make room before its stream ends, where the client
    /// does not count what it sends. Nothing behind it on the connection is looked at meanwhile. Zero ends the stream at
    /// once. Default 1 s.
    public var streamPatience = Limits.streamPatience

    /// What the streams of one connection may have received that no method has taken, in bytes, 64 for each message
    /// included. Past it the stream that keeps most ends with RESOURCE_EXHAUSTED. Default 12 MiB; never below two frames
    /// or 256 KiB.
    public var unreadStreamBytes = Limits.unreadStreamBytes

    /// The reply bytes a client may leave unread before no more is read from it. Default 8 MiB.
    public var unreadReplyBytes = Limits.unreadReplyBytes

    /// How long a client may then stand still before its connection is closed. Default 30 s.
    public var unreadReplyTime = Limits.unreadReplyTime

    /// How long one frame may take to arrive. Default 10 s.
    public var frameTime = Limits.frameTime

    /// The deadline of a call that names none; nil is none. Default 30 s.
    public var deadline: Duration? = Limits.deadline

    /// How many skipped stream ids may be used later. Default 64. 0 is Go's rule: ids must increase.
    public var skippedStreamIDs = Limits.skippedStreamIDs

    /// The numbers above.
    public static var defaults: Configuration { Configuration() }

    var streamBound: StreamBound { StreamBound(messages: streamMessages, bytes: streamBytes) }

    /// A client that counts may send this much before it hears of our limit, and must always have room for one frame
    /// beside what it has not been credited.
    var unreadStreamCost: Int {
      max(unreadStreamBytes, Limits.streamBytes, 2 * (frameBytes + Limits.streamMessageCost))
    }

    /// What a method takes of a stream before its client is told, at most: so little that all streams together leave
    /// room for a frame, and as much again.
    var creditCost: Int {
      let spare = (unreadStreamCost - frameBytes - Limits.streamMessageCost) / 2
      return min(Limits.creditCost, max(1, spare / callsInFlight))
    }

    func validate() {
      precondition(
        (1024...Limits.frameBytesCeiling).contains(frameBytes),
        "Server.Configuration.frameBytes is \(frameBytes); choose 1,024 to \(Limits.frameBytesCeiling)")
      precondition(
        callsInFlight > 0 && metadataEntries >= 0 && metadataBytes >= 0 && unreadReplyBytes > 0
          && skippedStreamIDs >= 0 && streamMessages > 0 && streamBytes >= 0 && streamPatience >= .zero
          && unreadStreamBytes >= 0 && callsPerUser > 0 && connections > 0 && connectionsPerUser > 0 && inputBytes > 0
          && outputBytes > 0,
        "a limit in Server.Configuration is negative or leaves nothing: \(self)")
    }
  }
}

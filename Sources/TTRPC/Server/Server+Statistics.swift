extension Server {
  /// What a server's limits did so far, and what they guard now.
  public struct Statistics: Sendable, Hashable {
    /// Connections that are open, the ones being accepted included.
    public var connections = 0

    /// Connections closed at once because their user had as many as it may have.
    public var connectionsRefused = 0

    /// How often no more connections were accepted because all were taken.
    public var timesFull = 0

    /// How often a listener rested because descriptors or memory were short.
    public var acceptFailures = 0

    /// Connections closed without ever having sent a whole frame, when others needed their seats.
    public var silentClosed = 0

    /// Calls refused because their user had as many running as it may have.
    public var callsRefused = 0

    /// Bytes of requests held for connections that hold much: frames that are not whole, and requests being answered.
    public var inputBytes = 0

    /// Bytes of replies held for connections that leave much unread.
    public var outputBytes = 0

    /// Connections closed because all together held too much input.
    public var inputClosed = 0

    /// Connections closed because all together held too much output.
    public var outputClosed = 0

    /// All zero, as of a server that has not begun.
    public init() {}
  }

  /// What the limits did so far, and what they guard now.
  public var statistics: Statistics { occupancy.statistics }
}

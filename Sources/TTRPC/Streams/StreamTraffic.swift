/// What went over a stream until it ended, as an interceptor sees it: for metrics.
public struct StreamTraffic: Sendable, Equatable {
  /// Messages that arrived, whether or not anybody took them.
  public var messagesReceived: Int

  /// Their bytes, without headers.
  public var bytesReceived: Int

  /// Messages that were handed to the connection.
  public var messagesSent: Int

  /// Their bytes, without headers.
  public var bytesSent: Int

  /// Traffic as given, for tests of interceptors.
  public init(messagesReceived: Int = 0, bytesReceived: Int = 0, messagesSent: Int = 0, bytesSent: Int = 0) {
    self.messagesReceived = messagesReceived
    self.bytesReceived = bytesReceived
    self.messagesSent = messagesSent
    self.bytesSent = bytesSent
  }

  init(received: StreamBound, sent: StreamBound) {
    self.init(
      messagesReceived: received.messages, bytesReceived: received.bytes, messagesSent: sent.messages,
      bytesSent: sent.bytes)
  }
}

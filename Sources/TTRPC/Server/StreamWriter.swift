public import NIOCore

/// Sends the messages of a stream to its client.
public struct StreamWriter: Sendable {
  private let stream: ServerStream

  init(_ stream: ServerStream) {
    self.stream = stream
  }

  /// Sends an encoded message, behind those sent before.
  ///
  /// Waits while the client does not read, so that a writer never runs ahead of it by more than the buffers of the
  /// connection.
  ///
  /// - Parameter message: the message; it may be empty, and at most as long as a frame (4 MiB).
  /// - Throws: RESOURCE_EXHAUSTED for a message that is too long, which ends nothing. CANCELLED when the task is
  ///   cancelled or the client is gone; what the client was told when the stream ended before the method did. Then
  ///   nothing more can be sent.
  public func send(_ message: ByteBuffer) async throws(Status) {
    guard message.readableBytes <= stream.frameBytes else {
      throw .tooLong(message.readableBytes, limit: stream.frameBytes)
    }
    try await stream.output.send(message, afterEnd: .streamOutputEnded, whenCancelled: .streamCancelled)
  }
}

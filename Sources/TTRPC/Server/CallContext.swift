public import NIOCore

/// What a method knows about a call beside its message.
public struct CallContext: Sendable {
  /// Who calls, as the kernel proved it when the connection was accepted.
  public let peer: PeerCredentials

  /// The service that was called, for example `muster.v1.Access`.
  public let service: String

  /// The method that was called, for example `CheckAccess`.
  public let method: String

  /// Which side of the stream sends messages that the call opened. Nil for a unary call.
  public let stream: StreamKind?

  /// What the caller said beside the message. Claims, not proof.
  public let metadata: Metadata

  /// When the caller stops waiting, on the clock of `NIODeadline.now()`. `.distantFuture` when never.
  public let deadline: NIODeadline

  /// Tells connections of this server apart. Never reused.
  public let connectionID: UInt64

  /// A context as given, for tests of methods; a server makes those of its calls.
  public init(
    peer: PeerCredentials, service: String, method: String, metadata: Metadata, deadline: NIODeadline,
    connectionID: UInt64, stream: StreamKind? = nil
  ) {
    self.peer = peer
    self.service = service
    self.method = method
    self.metadata = metadata
    self.deadline = deadline
    self.connectionID = connectionID
    self.stream = stream
  }
}

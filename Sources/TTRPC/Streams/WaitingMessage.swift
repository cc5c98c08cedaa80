internal import NIOCore

/// A message of a stream that has no room for it, from a peer that counts nothing.
///
/// It waits for a moment, and with it whatever came behind it on the connection: a reader that is only slower than the
/// socket makes room in that time, and the peer feels it as any writer to a busy socket does. One that makes none loses
/// its stream, and takes nobody's time again.
struct WaitingMessage<ID> {
  let stream: ID
  let body: ByteBuffer
  /// No message follows.
  let isLast: Bool
  let deadline: NIODeadline
}

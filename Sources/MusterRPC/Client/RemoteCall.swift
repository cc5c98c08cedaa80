internal import CMusterProto
package import MusterModel
package import NIOCore

/// A call that can be sent to a daemon.
package protocol RemoteCall: Call {
  /// Where the call goes.
  static var service: String { get }

  /// The request's message. Fails when it needs more memory than one message may have.
  func encoded(with arenas: ArenaPool) throws(CallError) -> ByteBuffer

  /// What a daemon's message says. Fails when no Muster daemon can have sent it.
  static func output(from message: ByteBuffer, with arenas: ArenaPool) throws(UnexpectedReply) -> Output
}

/// What the daemon sent is not an answer to the call.
package struct UnexpectedReply: Error, Hashable, Sendable {
  package let reason: String
}

extension RPCCall {
  package static var service: String { Contract.name(of: operation.service) }

  package func encoded(with arenas: ArenaPool) throws(CallError) -> ByteBuffer {
    unsafe try arenas.encode(Self.request) { message, encoder throws(WireError) in
      unsafe try write(to: message, encoder)
    }
  }

  package static func output(from message: ByteBuffer, with arenas: ArenaPool) throws(UnexpectedReply) -> Output {
    try arenas.decode(Self.response, from: message) { response throws(WireError) in try read(response) }
  }
}

/// `muster.v1.Admin/GetStatus`, from the caller's end.
package enum StatusRequest {
  package static let service = Contract.admin
  package static let method = GetStatus.method

  package static func encoded(with arenas: ArenaPool) throws(CallError) -> ByteBuffer {
    unsafe try arenas.encode(GetStatus.request) { _, _ throws(WireError) in }
  }

  package static func output(
    from message: ByteBuffer, with arenas: ArenaPool
  ) throws(UnexpectedReply) -> DaemonStatus {
    unsafe try arenas.decode(GetStatus.response, from: message) { response throws(WireError) in
      unsafe try GetStatus.read(response)
    }
  }
}

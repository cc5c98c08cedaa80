import Glibc
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import TTRPC

/// A client's end of a connection that sends whatever bytes a test wants, and only then.
final class RawPeer {
  private let descriptor: CInt
  private var decoder = FrameDecoder(limit: Limits.frameBytesCeiling)

  /// Connects, as soon as the server's queue of new connections has room.
  init(_ path: String) async throws {
    while true {
      do throws(SocketFailure) {
        descriptor = try UnixSocket.connect(to: path)
        return
      } catch {
        guard error.isQueueFull else { throw error }
        await Task.yield()
      }
    }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Sends what fits into the socket now.
  ///
  /// - Returns: how many bytes that were, or nil when the server has closed the connection.
  func sendSome(_ bytes: ByteBuffer) -> Int? {
    let count = unsafe bytes.withUnsafeReadableBytes { bytes in
      unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
    return count >= 0 ? count : errno == EAGAIN ? 0 : nil
  }

  /// Sends everything, or all that the server takes before it closes the connection.
  func send(_ bytes: ByteBuffer) async {
    var bytes = bytes
    await eventually {
      guard let count = sendSome(bytes) else { return true }
      bytes.moveReaderIndex(forwardBy: count)
      return bytes.readableBytes == 0
    }
  }

  /// Sends a byte with a copy of a descriptor attached to it.
  func send(_ byte: UInt8, passing passed: CInt) {
    var byte = byte
    var control = [UInt64](repeating: 0, count: 3)
    unsafe withUnsafeMutableBytes(of: &byte) { bytes in
      unsafe control.withUnsafeMutableBytes { control in
        // A `cmsghdr` of 16 bytes, whose macros Swift cannot see, and the descriptor behind it.
        unsafe control.storeBytes(of: 20, toByteOffset: 0, as: Int.self)
        unsafe control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: CInt.self)
        unsafe control.storeBytes(of: CInt(SCM_RIGHTS), toByteOffset: 12, as: CInt.self)
        unsafe control.storeBytes(of: passed, toByteOffset: 16, as: CInt.self)
        var vector = unsafe iovec(iov_base: bytes.baseAddress, iov_len: 1)
        unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe message.msg_iov = vector
          unsafe message.msg_iovlen = 1
          unsafe message.msg_control = control.baseAddress
          unsafe message.msg_controllen = 20
          let sent = unsafe sendmsg(descriptor, &message, CInt(MSG_NOSIGNAL))
          #expect(sent == 1)
        }
      }
    }
  }

  /// Calls a method that answers at once. Returns the type of the next frame, or nil when the server has closed.
  func call(_ id: StreamID) async -> FrameType? {
    await send(.request(id))
    return await frames(1).first?.type
  }

  /// Whether the server has not closed the connection so far.
  var isOpen: Bool {
    let count = peek()
    return count > 0 || count < 0 && errno == EAGAIN
  }

  /// Whether something can be read.
  var hasInput: Bool { peek() > 0 }

  private func peek() -> Int {
    var byte: UInt8 = 0
    return unsafe recv(descriptor, &byte, 1, CInt(MSG_PEEK | MSG_DONTWAIT))
  }

  func endOutput() {
    shutdown(descriptor, CInt(SHUT_WR))
  }

  /// The next frame, header and data. Nil when the server has closed the connection.
  func frame() async -> ByteBuffer? {
    var frame: ByteBuffer?
    await eventually {
      let isOpen = receive()
      if case .frame(let header, let body) = decoder.next() {
        frame = ByteBuffer(frame: header.type, header.streamID, flags: header.flags, body)
      }
      return frame != nil || !isOpen
    }
    return frame
  }

  /// Takes bytes without a look at them: as many as asked for, or all until the server closes the connection. Only
  /// between frames.
  ///
  /// - Returns: how many there were.
  func skip(_ count: Int) async -> Int {
    var left = count
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    await eventually {
      while left > 0 {
        let received = unsafe recv(descriptor, &bytes, min(left, bytes.count), CInt(MSG_DONTWAIT))
        guard received > 0 else { return received == 0 || errno != EAGAIN }
        left -= received
      }
      return true
    }
    return count - left
  }

  /// The headers of the next frames: as many as asked for, or all until the server closes the connection.
  func frames(_ count: Int = .max) async -> [FrameHeader] {
    var headers: [FrameHeader] = []
    await eventually {
      let isOpen = receive()
      while headers.count < count, case .frame(let header, _) = decoder.next() { headers.append(header) }
      return headers.count == count || !isOpen
    }
    return headers
  }

  /// Takes what has arrived. Returns false when the server has closed the connection.
  private func receive() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let received = unsafe recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
    if received > 0 { decoder.append(ByteBuffer(bytes: bytes.prefix(received))) }
    return received > 0 || received < 0 && errno == EAGAIN
  }
}

extension LiveServer {
  var descriptors: Int { openSockets(at: path) }

  /// Does something bad to the server while clients call it. Each of their calls must be answered, and in the end the
  /// server holds no descriptor but theirs.
  func whileOthersCall(_ attack: () async throws -> Void) async throws {
    // More than there are event loops, so that some share theirs with the attacker.
    let clients = (0..<4).map { _ in client() }
    for client in clients { #expect(try await client.echo("Now", "before") == "before") }
    let end = End()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in clients {
        group.addTask { [client, end] in
          repeat {
            let answer = try await client.echo("Now", "meanwhile")
            #expect(answer == "meanwhile")
          } while !end.hasCome.load(ordering: .relaxed)
        }
      }
      defer { end.hasCome.store(true, ordering: .relaxed) }
      try await attack()
    }
    for client in clients { #expect(try await client.echo("Now", "after") == "after") }
    // The listener, and one for each client.
    await eventually { descriptors == 1 + clients.count }
    for client in clients { await client.close() }
  }
}

/// Tells tasks to end after what they are at.
private final class End: Sendable {
  let hasCome = Atomic(false)
}

internal import CMusterProto
internal import NIOCore

/// One connection: frames in, frames out, and one flush for all that one read brought.
//
// @safe: the only stored pointer is made in `init`, never nil, given to nobody who keeps it, and destroyed in `deinit`.
@safe final class EchoHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let headerBytes = 10
  private static let requestType: UInt8 = 1
  private static let responseType: UInt8 = 2

  /// What came and is no whole frame yet.
  private var rest: ByteBuffer?
  private var replies = ByteBuffer()
  private let arena: UnsafeMutablePointer<muster_arena>

  init() {
    // Only the benchmark runs this peer, on a machine that has 16 MiB of addresses; without them there is nothing to measure.
    guard let arena = unsafe muster_arena_create(16 << 20) else { fatalError("no address space") }
    unsafe self.arena = arena
  }

  deinit { unsafe muster_arena_destroy(arena) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var input = unwrapInboundIn(data)
    if var begun = rest.take() {
      begun.writeBuffer(&input)
      input = begun
    }
    while answer(&input) {}
    if input.readableBytes > 0 { rest = input }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard replies.readableBytes > 0 else { return }
    let full = replies
    replies = context.channel.allocator.buffer(capacity: full.readableBytes)
    context.writeAndFlush(wrapOutboundOut(full), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// Takes one frame and appends the answer to it. False where there is none that is whole.
  private func answer(_ input: inout ByteBuffer) -> Bool {
    guard
      let (length, stream, type, _) = input.peekMultipleIntegers(as: (UInt32, UInt32, UInt8, UInt8).self),
      input.readableBytes >= Self.headerBytes + Int(length)
    else { return false }
    input.moveReaderIndex(forwardBy: Self.headerBytes)
    defer { input.moveReaderIndex(forwardBy: Int(length)) }
    guard type == Self.requestType else { return true }
    unsafe input.withUnsafeReadableBytes { unsafe echo($0.prefix(Int(length)), on: stream) }
    return true
  }

  private func echo(_ body: Slice<UnsafeRawBufferPointer>, on stream: UInt32) {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: body)
    unsafe muster_arena_reset(arena, 1 << 16)
    // Who sends what is no request gets no answer. One lives in the arena, which is not touched before the answer is written.
    guard
      let request = unsafe ttrpc__request__unpack(
        &arena.pointee.allocator, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    else { return }
    var response = unsafe Ttrpc__Response()
    unsafe ttrpc__response__init(&response)
    unsafe response.payload = request.pointee.payload
    let size = unsafe ttrpc__response__get_packed_size(&response)
    replies.writeMultipleIntegers(UInt32(size), stream, Self.responseType, UInt8(0))
    unsafe replies.writeWithUnsafeMutableBytes(minimumWritableBytes: size) {
      unsafe ttrpc__response__pack(&response, $0.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
  }
}

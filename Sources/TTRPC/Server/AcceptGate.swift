internal import Logging
internal import NIOCore

/// Stands before a listener's own handler and accepts only while there are seats, and descriptors left beside them. Who
/// comes meanwhile waits in the kernel's queue. On the listener's event loop only.
final class AcceptGate: ChannelInboundHandler {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel

  /// How other event loops reach it.
  struct Handle: Sendable {
    fileprivate let gate: NIOLoopBound<AcceptGate>

    func seatIsFree() {
      gate.eventLoop.execute { gate.value.look() }
    }
  }

  private let occupancy: Occupancy
  private let logger: Logger
  private var context: ChannelHandlerContext?
  private var isFull = false
  private var isWatching = false
  private var isResting = false
  private var backoff = AcceptBackoff()
  private var toldFull = Occasion()
  private var toldFailure = Occasion()

  init(occupancy: Occupancy, logger: Logger) {
    self.occupancy = occupancy
    self.logger = logger
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    look()
    if !hasRoom(context) { rest(context, because: Self.noRoom) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    unwrapInboundIn(data).closeFuture.whenComplete { [occupancy] _ in occupancy.seatGivenBack() }
    if backoff.worked() { logger.notice("connections are accepted again") }
    // Before others take some: now we know how many this one left.
    let hasRoom = hasRoom(context)
    let mayAccept = occupancy.accepted(by: handle(context))
    context.fireChannelRead(data)
    if !mayAccept { becomeFull(context) }
    if !hasRoom { rest(context, because: Self.noRoom) }
  }

  /// Looks whether there is a seat, and whether we wait for one.
  private func look() {
    guard let context else { return }
    if occupancy.mayAccept(handle(context)) {
      isFull = false
      listen(context)
    } else if !isFull {
      becomeFull(context)
    }
  }

  private func becomeFull(_ context: ChannelHandlerContext) {
    isFull = true
    listen(context)
    if let times = toldFull.happened(now: context.eventLoop.now) {
      logger.warning(
        "all connections are taken; the next wait until one ends",
        metadata: ["connections": "\(occupancy.statistics.connections)", "times": "\(times)"])
    }
    if !isWatching { watchSilent(context) }
  }

  /// As long as others wait, seats are not kept for those who never say anything.
  private func watchSilent(_ context: ChannelHandlerContext) {
    isWatching = true
    occupancy.closeSilent(now: context.eventLoop.now)
    context.eventLoop.assumeIsolated().scheduleTask(in: Limits.silentLook) { [weak self] in
      guard let self else { return }
      self.isWatching = false
      if self.isFull, let context = self.context { self.watchSilent(context) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is IOError else { return context.fireErrorCaught(error) }
    rest(context, because: "\(error)")
  }

  private static let noRoom = "no more than \(Limits.descriptorsKept) descriptors are left, which are kept for the rest"

  private func rest(_ context: ChannelHandlerContext, because reason: String) {
    guard !isResting else { return }
    isResting = true
    listen(context)
    occupancy.acceptFailed()
    occupancy.closeSilent(now: context.eventLoop.now, hasFiles: false)
    if let times = toldFailure.happened(now: context.eventLoop.now) {
      logger.warning(
        "new connections wait until there are files for them; close some of this process, or raise its limit",
        metadata: ["reason": "\(reason)", "times": "\(times)"])
    }
    context.eventLoop.assumeIsolated().scheduleTask(in: backoff.failed()) { [weak self] in
      guard let self, let context = self.context else { return }
      self.isResting = false
      if self.hasRoom(context) { self.listen(context) } else { self.rest(context, because: Self.noRoom) }
    }
  }

  /// Whether peers may have another descriptor. Always where the listener has none itself, as in tests.
  private func hasRoom(_ context: ChannelHandlerContext) -> Bool {
    let room = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self
    ) { DescriptorLimit.hasRoom(beside: $0) }
    return room ?? true
  }

  /// Not to ask for reads would not do: after a failure NIO still waits for the socket, which is ready at once, always.
  private func listen(_ context: ChannelHandlerContext) {
    // Fails only when the listener is closed.
    try? context.channel.syncOptions?.setOption(.autoRead, value: !isFull && !isResting)
  }

  private func handle(_ context: ChannelHandlerContext) -> Handle {
    Handle(gate: NIOLoopBound(self, eventLoop: context.eventLoop))
  }
}

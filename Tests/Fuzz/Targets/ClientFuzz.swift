import NIOCore

@testable import TTRPC

/// Keeps account of a client's calls: each ends exactly once, whatever the server and the network do.
struct ClientFuzz: ~Copyable {
  private static let limit = 3

  private var machine: ClientConnectionStateMachine<CallID>
  private var lastID: CallID = 0
  /// Calls that have not ended.
  private var pending: [CallID: NIODeadline] = [:]
  /// How often each was sent.
  private var sendings: [CallID: Int] = [:]
  /// What was sent on this connection and not answered.
  private var streams: [StreamID: CallID] = [:]
  private var nextStream: StreamID = 1
  /// Every stream up to this one is written whole.
  private var written: StreamID = 0
  /// Calls that may be run twice.
  private var idempotent: Set<CallID> = []
  /// Calls that any number of frames answer.
  private var streaming: Set<CallID> = []
  private var now = NIODeadline.uptimeNanoseconds(0)
  private var isConnecting = false
  private var isConnected = false
  private var isClosed = false

  static func run(_ input: inout FuzzInput) throws(BrokenPromise) {
    var fuzz = ClientFuzz(
      machine: ClientConnectionStateMachine(callsInFlight: limit, lastStreamID: StreamID(input.below(16)) * 2 + 1))
    while let event = input.next() { try fuzz.perform(event % 10, &input) }
    try fuzz.end()
  }

  private init(machine: consuming ClientConnectionStateMachine<CallID>) {
    self.machine = machine
  }

  private mutating func perform(_ event: UInt8, _ input: inout FuzzInput) throws(BrokenPromise) {
    switch event {
    case 0, 1: try call(&input)
    case 2, 3: try send()
    case 4: try receive(&input)
    case 5: try abandon(CallID(input.below(16)))
    case 6: try expire(after: input.below(8))
    case 7: try connect(input.below(4) > 0)
    case 8: write(through: StreamID(input.below(16)) * 2 + 1)
    default:
      switch input.below(8) {
      case 0: try end()
      case 1, 2: try lose()
      default: break
      }
    }
    try promise(
      machine.nextDeadline == pending.values.min(), "it waits for \(String(describing: machine.nextDeadline))")
  }

  /// A call ends. Once.
  private mutating func end(_ id: CallID, _ how: String) throws(BrokenPromise) {
    try promise(pending.removeValue(forKey: id) != nil, "call \(id) ends twice, now \(how)")
    for (stream, call) in streams where call == id { streams[stream] = nil }
  }

  private mutating func call(_ input: inout FuzzInput) throws(BrokenPromise) {
    lastID += 1
    let deadline = now + .nanoseconds(Int64(input.below(16)) + 1)
    let isIdempotent = input.below(2) == 0
    pending[lastID] = deadline
    if isIdempotent { idempotent.insert(lastID) }
    let isStream = input.below(3) == 0
    if isStream { streaming.insert(lastID) }
    switch machine.call(lastID, lastID, deadline: deadline, isIdempotent: isIdempotent, isStream: isStream) {
    case .connect:
      try promise(!isConnecting && !isConnected && !isClosed, "connects again")
      isConnecting = true
    case .wait: try promise(isConnecting || isConnected, "waits for nothing")
    case .refuse(let call):
      try promise(isClosed && call == lastID, "refuses \(call)")
      try end(call, "refused")
    }
  }

  private mutating func send() throws(BrokenPromise) {
    switch machine.nextToSend() {
    case .send(let stream, let id, let call, let deadline):
      try promise(isConnected && stream == nextStream, "sends on \(stream), the next is \(nextStream)")
      try promise(id == call && pending[id] == deadline && !streams.values.contains(id), "sends \(id)")
      nextStream += 2
      streams[stream] = id
      sendings[id, default: 0] += 1
      try promise(streams.count <= Self.limit, "\(streams.count) calls are in flight")
      try promise(sendings[id] ?? 0 <= 2, "call \(id) is sent a third time")
    case .reconnect:
      try promise(isConnected && streams.isEmpty && !pending.isEmpty, "leaves a connection of use")
      isConnected = false
      isConnecting = true
    case .none:
      // Some wait while there is room only when the ids are used up, and answers are awaited before the next connection.
      let isFull = streams.count == Self.limit || streams.count == pending.count
      try promise(!isConnected || isFull || !streams.isEmpty, "does nothing while calls wait")
    }
  }

  private mutating func receive(_ input: inout FuzzInput) throws(BrokenPromise) {
    let types: [FrameType] = [.response, .response, .data, .data, .credit, .request, FrameType(rawValue: 0xff)]
    let header = FrameHeader(
      length: 0, streamID: StreamID(input.below(24)), type: types[input.below(types.count)],
      flags: input.below(2) == 0 ? .remoteClosed : [])
    let expected = isConnected ? streams[header.streamID] : nil
    switch machine.received(header) {
    case .answer(let call):
      try promise(
        call == expected && !streaming.contains(call) && header.type == .response, "\(header) answers \(call)")
      try end(call, "answered")
    case .stream(let call):
      try promise(call == expected && streaming.contains(call), "\(header) is given to \(call)")
      // Messages and credits end nothing; every other frame does.
      let goesOn = header.type == .credit || header.type == .data && !header.flags.contains(.remoteClosed)
      if !goesOn { try end(call, "streamed") }
    case .violation(let call):
      try promise(call == expected && header.type != .response, "\(header) fails \(call)")
      try end(call, "failed")
    case .ignore: try promise(expected == nil, "\(header) is ignored")
    }
  }

  private mutating func write(through stream: StreamID) {
    guard isConnected, stream < nextStream else { return }
    written = max(written, stream)
    machine.written(through: stream)
  }

  private mutating func abandon(_ back: CallID) throws(BrokenPromise) {
    let id = lastID > back ? lastID - back : 0
    let abandoned = machine.abandon(id)
    try promise(abandoned == (pending[id] == nil ? nil : id), "abandons \(String(describing: abandoned))")
    if let abandoned { try end(abandoned, "abandoned") }
  }

  private mutating func expire(after time: Int) throws(BrokenPromise) {
    now = now + .nanoseconds(Int64(time))
    let due = pending.filter { $0.value <= now }.keys.sorted()
    try promise(machine.expire(now: now) == due, "\(due) are due")
    for id in due { try end(id, "expired") }
  }

  private mutating func connect(_ succeeds: Bool) throws(BrokenPromise) {
    guard isConnecting else { return }
    isConnecting = false
    if succeeds {
      isConnected = machine.connected()
      try promise(isConnected == !isClosed, "connected: \(isConnected)")
      nextStream = 1
      written = 0
      streams = [:]
    } else {
      for (id, _) in machine.connectFailed() { try end(id, "not connected") }
      try promise(pending.isEmpty, "\(pending) outlive the connection they waited for")
    }
  }

  private mutating func lose() throws(BrokenPromise) {
    guard isConnected else { return }
    isConnected = false
    let action = machine.connectionLost()
    for (id, _) in action.failed {
      try promise(streams.values.contains(id), "\(id) was not sent and fails")
      try end(id, "lost")
    }
    // What is left is sent again, and so must not have run, or may run twice.
    for (stream, id) in streams where !idempotent.contains(id) {
      try promise(stream > written, "call \(id) may have run and waits to be sent again")
    }
    streams = [:]
    isConnecting = action.reconnect
    try promise(action.reconnect == !pending.isEmpty, "reconnects: \(action.reconnect), pending: \(pending)")
  }

  /// Closes the client: what has not ended ends now.
  private mutating func end() throws(BrokenPromise) {
    for id in machine.close() { try end(id, "closed") }
    try promise(pending.isEmpty && machine.nextDeadline == nil, "\(pending) outlive the client")
    isConnected = false
    isClosed = true
  }
}

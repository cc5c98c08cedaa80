internal import NIOCore

/// Every limit of the transport, named once, with its reason.
///
/// Those an operator would care about are also fields of ``Server/Configuration`` and ``Client/Configuration``, whose
/// defaults are the numbers here.
public enum Limits {
  // MARK: Frames

  /// The length of a frame's header, in bytes. Fixed by the wire.
  public static let headerBytes = 10

  /// The most data one frame carries, in bytes, header excluded: 4 MiB, what every ttrpc peer accepts.
  public static let frameBytes = 4 << 20

  /// The most that ``frameBytes`` can be configured to, in bytes. The first byte of every frame is 0 on the wire: one
  /// that is not tells garbage from a frame, and bounds the length below 16 MiB.
  public static let frameBytesCeiling = (1 << 24) - 1

  /// How long a frame may take from its first byte to its last. A peer that stops in the middle holds memory.
  public static let frameTime: Duration = .seconds(10)

  // MARK: Calls

  /// Entries in the metadata of one call. Each costs dozens of times its two bytes on the wire once decoded.
  public static let metadataEntries = 64

  /// Bytes of all keys and values in the metadata of one call.
  public static let metadataBytes = 16 << 10

  /// Characters that an error quotes of a name it refuses: longer than any name worth reading, and a bound on what a
  /// request of megabytes can make us write.
  static let shownCharacters = 256

  /// Calls of one connection that run at the same time. Past it a server refuses, and our client queues.
  public static let callsInFlight = 1024

  /// Calls of one user that run at the same time, on all its connections together. As many as eight connections may
  /// have: more connections do not make more room.
  public static let callsPerUser = 8192

  /// The deadline of a unary call that names none: long enough for any call that works, short enough that what a
  /// vanished caller left behind is gone soon.
  public static let deadline: Duration = .seconds(30)

  /// The longest timeout taken at its word: a year, far from overflowing the clock. Longer ones are cut to it.
  public static let longestTimeout: Duration = .seconds(365 * 24 * 3600)

  /// Skipped stream ids a server remembers per connection. Some async Rust clients write ids slightly out of order, by
  /// about as many as they have threads.
  public static let skippedStreamIDs = 64

  /// Bytes of a service's name that a health check takes seriously. Longer ones nobody registers, and they would only be
  /// carried into error messages.
  public static let serviceNameBytes = 256

  /// How often a health status that has to be asked for is asked for while somebody watches it: soon enough for who
  /// decides where calls go, and nothing next to what calls cost.
  public static let healthInterval: Duration = .seconds(1)

  /// Work of one user in one round of an event loop, in units of the cheapest answer: about a millisecond, after which
  /// the other users of the loop have theirs.
  public static let workPerTurn = 10_000

  /// Work that one connection does at least when many of its user share a turn: enough to be worth the change.
  static let leastWorkAtOnce = 250

  /// What a turn counts for by itself: about what it takes to read what arrived meanwhile.
  static let turnWork = 100

  /// How long a user whose share was used up in a round rests, so that the loop looks at everybody's sockets: just long
  /// enough that it does not take the next round for part of this one.
  static let roundPause: TimeAmount = .microseconds(10)

  /// Bytes of a request that take about as long to decode as the cheapest answer takes to find.
  static let bytesPerWork = 256

  /// Bytes of a message that may take as long to decode or encode, when it is made of many small ones.
  static let messageBytesPerWork = 32

  // MARK: Streams

  /// Messages of one stream that may have arrived and not been consumed. Past it that stream ends, after
  /// ``streamPatience``, so that a reader that stands still costs neither memory nor, for longer than that, other calls'
  /// time. As many as Go's peers hold.
  public static let streamMessages = 64

  /// Bytes of one stream that may have arrived and not been consumed: 4 KiB a message at the number above. A single
  /// message may be longer.
  public static let streamBytes = 256 << 10

  /// How long a message beyond that waits for room before its stream ends, and holds up whatever came behind it on its
  /// connection: a peer that counts nothing cannot know, and on a busy machine a task that reads may be late by hundreds
  /// of milliseconds. As long as Go 1.2.9 waits.
  public static let streamPatience: Duration = .seconds(1)

  /// What the streams of a connection may have received and not consumed, in bytes and ``streamMessageCost`` for each
  /// message: two of the largest messages, or thirty-two streams with full buffers, and 4 KiB of each of a thousand more.
  /// Past it the stream that keeps most ends.
  public static let unreadStreamBytes = 12 << 20

  /// What a message that is kept costs beside its bytes: the places and the allocation that hold it.
  public static let streamMessageCost = 64

  /// What is taken of a stream before its client is given credit, in the same measure, at most: little, since a client
  /// that has no credit cannot tell what is read slowly from what is not read.
  static let creditCost = 2 << 10

  /// What a client may have unread of each of its streams whatever others have, in the same measure: twice what is read
  /// and not credited. A third of ``unreadStreamBytes`` for as many streams as a connection may have.
  static let leastUnreadCost = 4 << 10

  /// What the writers of all streams of a connection may be ahead of the socket, in the same measure, before each may be
  /// ahead by one message only: as much again as may be unread.
  static let streamsAheadBytes = 8 << 20

  /// Bytes that a stream's writer may be ahead of the socket before it waits: one write's worth, so that the socket
  /// never idles for a writer that keeps up.
  static let streamAheadBytes = 64 << 10

  /// Messages that a stream's writer may be ahead of the socket. As many as fill a write when they are short.
  static let streamAheadMessages = 256

  /// Bytes of all streams of a connection that are handed to the channel and not written: enough to fill a socket's
  /// buffer, which holds about 200 KiB, and little enough that an answer behind them is soon written.
  static let streamBytesInFlight = 256 << 10

  // MARK: Buffers

  /// Reply bytes that one peer may leave unread before its server stops reading from it.
  public static let unreadReplyBytes = 8 << 20

  /// How long a peer may leave full buffers without reading a byte.
  public static let unreadReplyTime: Duration = .seconds(30)

  /// Bytes of requests held for all connections: frames that are not whole yet, and large requests that wait for their
  /// answers. A few dozen of the largest at the same time.
  public static let inputBytes = 256 << 20

  /// Bytes of replies that all clients together leave unread.
  public static let outputBytes = 512 << 20

  /// What a connection holds is charged in steps of so many bytes; less costs nothing, neither it nor us.
  static let heldBytesStep = 16 << 10

  /// How often we look whether a client that leaves much unread has read it.
  static let heldBytesLook: Duration = .seconds(1)

  /// Requests of so many bytes are charged while they wait for their answers. The smaller ones are few enough: see
  /// ``callsPerUser``.
  static let chargedRequestBytes = 4 << 10

  /// Frames are joined into writes of about this many bytes. Larger ones save no system call worth having.
  static let writeBytes = 64 << 10

  /// What one message may take when decoded and encoded, in bytes: an arena. Its address space is reserved and its
  /// pages are used as needed, so this is what hostile input can make us use, per event loop.
  public static let arenaBytes = 16 << 20

  /// Memory that an arena keeps between messages, in bytes: more than nearly every message needs.
  static let arenaKeptBytes = 256 << 10

  // MARK: Sockets

  /// The longest path of a Unix socket, in bytes: the kernel's 108 less the NUL that ends it.
  public static let socketPathBytes = 107

  /// Connections of all users.
  public static let connections = 4096

  /// Connections of one user: four can fill a server, one cannot.
  public static let connectionsPerUser = 1024

  /// How long a connection may be silent from its beginning and keep its seat when all are taken and others wait. While
  /// there are seats, a client may connect early and call late: some, Go's among them, do not connect again.
  public static let silentTime: Duration = .seconds(10)

  /// How often a full server looks for silent connections.
  static let silentLook: TimeAmount = .seconds(1)

  /// Descriptors that are not given to connections: the store, the log, the event loops and who serves need some, and a
  /// process that has none left does not live.
  public static let descriptorsKept = 64

  /// Connections accepted in one turn of an event loop: a fraction of ``descriptorsKept``, which the last of them use.
  static let acceptsAtOnce = 16

  /// The first rest of a listener that has no descriptors to give. Doubled each time.
  static let acceptPause: TimeAmount = .milliseconds(100)

  /// The longest such rest: about how long a client notices nothing.
  static let longestAcceptPause: TimeAmount = .seconds(1)

  /// How long nothing more is logged of what a hostile peer can make happen any number of times.
  static let logPause: TimeAmount = .seconds(1)

  /// Connections the kernel holds for us until we accept them.
  package static let listenBacklog: Int32 = 1024

  /// How long a client tries again when the server's queue of new connections is full.
  static let connectTime: Duration = .seconds(5)

  /// The pause between such tries.
  static let connectPause: Duration = .milliseconds(10)

  /// How long a client waits to connect again after a first failure. A server on the same host that is restarted is there
  /// again within milliseconds; who calls by hand must not notice.
  public static let initialBackoff: Duration = .milliseconds(2)

  /// How long it waits at most, after many failures in a row: ten attempts a second of each client cost a host
  /// nothing, and nobody waits longer than that for a server that came back.
  public static let maximumBackoff: Duration = .milliseconds(100)
}

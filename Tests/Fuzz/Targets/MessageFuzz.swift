import MusterModel
import NIOCore

@testable import MusterRPC
@testable import TTRPC

/// Bytes as the message that the first of them chooses: what a client or a daemon sends is read as the other end reads
/// it, and a request that is taken means the same when it is written again.
enum MessageFuzz {
  private typealias Reader = @Sendable ([UInt8], Arena) throws(BrokenPromise) -> Void

  static func run(_ input: inout FuzzInput) throws(BrokenPromise) {
    guard let arena = Arena() else { throw BrokenPromise(description: "there is no address space for an arena") }
    let reader = readers[input.below(readers.count)]
    try reader(input.rest(), arena)
    try promise(arena.used <= TTRPC.Limits.arenaBytes, "\(arena.used) bytes are used of an arena")
  }

  /// What can be read, in an order that may only grow: the corpus says with a number which one it means.
  private static let readers: [Reader] =
    [requestEnvelope, responseEnvelope, statusResponse] + calls.map(\.request) + calls.map(\.response)
    + watches.map(\.request) + watches.map(\.response)

  /// The operations whose messages are read.
  static var operations: Set<MusterModel.Operation> { Set((calls + watches).map(\.operation)) }

  private struct CallReaders {
    let operation: MusterModel.Operation
    let request: Reader
    let response: Reader

    init<C: RPCCall>(_: C.Type) {
      operation = C.operation
      request = { bytes, arena throws(BrokenPromise) in try MessageFuzz.request(C.self, bytes, arena) }
      response = { bytes, _ in _ = try? C.output(from: ByteBuffer(bytes: bytes), with: MessageFuzz.arenas) }
    }
  }

  private static let arenas = ArenaPool()

  private static let calls: [CallReaders] = unsafe [
    CallReaders(EnableSecurityHub.self), CallReaders(DisableSecurityHub.self), CallReaders(DescribeHub.self),
    CallReaders(UpdateSecurityHubConfiguration.self), CallReaders(CreateMembers.self), CallReaders(GetMembers.self),
    CallReaders(ListMembers.self), CallReaders(InviteMembers.self), CallReaders(DisassociateMembers.self),
    CallReaders(DeleteMembers.self), CallReaders(ListInvitations.self), CallReaders(GetInvitationsCount.self),
    CallReaders(AcceptAdministratorInvitation.self), CallReaders(DeclineInvitations.self),
    CallReaders(DeleteInvitations.self), CallReaders(GetAdministratorAccount.self),
    CallReaders(DisassociateFromAdministratorAccount.self), CallReaders(TagResource.self),
    CallReaders(UntagResource.self), CallReaders(ListTagsForResource.self),
    CallReaders(EnableOrganizationAdminAccount.self), CallReaders(DisableOrganizationAdminAccount.self),
    CallReaders(ListOrganizationAdminAccounts.self), CallReaders(DescribeOrganizationConfiguration.self),
    CallReaders(UpdateOrganizationConfiguration.self), CallReaders(CheckAccess.self),
    CallReaders(BatchCheckAccess.self), CallReaders(ResolveRecipients.self),
  ]

  private static let watches: [CallReaders] = unsafe [CallReaders(WatchMembers.self)]

  /// A request as its service reads it, written again, and read again.
  private static func request<C: RPCCall>(_: C.Type, _ bytes: [UInt8], _ arena: Arena) throws(BrokenPromise) {
    guard let call = read(C.self, bytes, arena) else { return }
    // A call that is refused costs nothing; one that is not must not earn its connection a longer turn.
    if (try? call.checkShape()) != nil { try promise(call.lookups >= 0, "\(C.operation) costs \(call.lookups)") }
    guard let written = try? call.encoded(with: arenas) else {
      throw BrokenPromise(description: "\(call) was read and cannot be written")
    }
    arena.reset()
    try promise(read(C.self, Array(written.readableBytesView), arena) == call, "\(call) becomes another call")
  }

  private static func read<C: RPCCall>(_: C.Type, _ bytes: [UInt8], _ arena: Arena) -> C? {
    unsafe bytes.withUnsafeBytes { bytes in unsafe try? C(decoding: bytes, in: arena) }
  }

  /// The envelope of every call, and what it claims.
  private static let requestEnvelope: Reader = { bytes, arena throws(BrokenPromise) in
    let now = NIODeadline.uptimeNanoseconds(1)
    let read: (Metadata, NIODeadline)? = unsafe bytes.withUnsafeBytes { bytes in
      guard let envelope = unsafe try? RequestEnvelope(bytes, arena: arena) else { return nil }
      _ = unsafe try? MethodTable().find(service: envelope.service, method: envelope.method)
      guard let metadata = try? envelope.metadata(entries: 64, bytes: 16 << 10),
        let deadline = try? envelope.deadline(now: now, standard: .seconds(30))
      else { return nil }
      return (metadata, deadline)
    }
    guard let (metadata, deadline) = read else { return }
    try promise(metadata.entries.count <= 64, "\(metadata.entries.count) entries of metadata are taken")
    try promise(deadline > now, "a deadline that has passed is taken")
    let context = CallContext(
      peer: PeerCredentials(pid: 1, uid: 2, gid: 3), service: "s", method: "m", metadata: metadata,
      deadline: deadline, connectionID: 1)
    _ = try? Principal(context, defaultRegion: .usEast1)
  }

  private static let responseEnvelope: Reader = { bytes, arena in
    _ = ResponseEnvelope(ByteBuffer(bytes: bytes), arena: arena)
  }

  private static let statusResponse: Reader = { bytes, _ in
    _ = try? StatusRequest.output(from: ByteBuffer(bytes: bytes), with: arenas)
  }
}

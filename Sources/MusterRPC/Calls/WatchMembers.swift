internal import CMusterProto
internal import MusterModel

extension WatchMembers: @unsafe WatchRPCCall {
  static let request = unsafe MessageType(muster__v1__watch_members_request__init)
  static let response = unsafe MessageType(muster__v1__watch_members_response__init)

  /// For whom and where, our clients say in the metadata, as for every call.
  func write(
    to request: UnsafeMutablePointer<Muster__V1__WatchMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {}

  init(reading request: Muster__V1__WatchMembersRequest) throws(WireError) { self.init() }

  static func account(of request: Muster__V1__WatchMembersRequest) -> ProtobufCBinaryData { unsafe request.account }
  static func region(of request: Muster__V1__WatchMembersRequest) -> ProtobufCBinaryData { unsafe request.region }

  static func write(
    _ output: RosterUpdate, to response: UnsafeMutablePointer<Muster__V1__WatchMembersResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_changes = output.changes.count
    unsafe response.pointee.changes = try encoder.list(output.changes.count) { index throws(WireError) in
      unsafe try output.changes[index].make(encoder)
    }
    unsafe response.pointee.current = output.isCurrent ? 1 : 0
    unsafe response.pointee.rev = output.revision.number
  }

  static func read(_ response: Muster__V1__WatchMembersResponse) throws(WireError) -> RosterUpdate {
    let changes = unsafe try MessageDecoder.list(response.n_changes, response.changes) { message throws(WireError) in
      unsafe try MemberChange(reading: message)
    }
    return unsafe RosterUpdate(changes, isCurrent: response.current != 0, at: Revision(response.rev))
  }
}

extension MemberChange {
  private static let type = unsafe MessageType(muster__v1__member_change__init)

  fileprivate func make(_ encoder: MessageEncoder) throws(WireError) -> UnsafeMutablePointer<Muster__V1__MemberChange> {
    unsafe try encoder.make(Self.type) { message throws(WireError) in
      switch self {
      case .member(let member):
        unsafe message.pointee.change_case = MUSTER__V1__MEMBER_CHANGE__CHANGE_MEMBER
        unsafe message.pointee.member = try member.make(encoder)
      case .removed(let account):
        unsafe message.pointee.change_case = MUSTER__V1__MEMBER_CHANGE__CHANGE_REMOVED
        unsafe message.pointee.removed = try encoder.account(account)
      }
    }
  }

  fileprivate init(reading message: Muster__V1__MemberChange) throws(WireError) {
    switch unsafe message.change_case {
    case MUSTER__V1__MEMBER_CHANGE__CHANGE_MEMBER:
      guard let member = unsafe message.member else { throw .badReply("a change is of no member") }
      self = .member(unsafe try Member(reading: member.pointee))
    case MUSTER__V1__MEMBER_CHANGE__CHANGE_REMOVED:
      self = .removed(unsafe try AccountID(reading: message.removed, "removed"))
    default:
      // A kind of change that this version does not know: to pass it over would make the roster a wrong one.
      throw .badReply("a change is of a kind that is not known")
    }
  }
}

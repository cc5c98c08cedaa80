import MusterModel

/// What the daemon answered.
enum Answer: Hashable, Sendable {
  case done
  case unprocessed([UnprocessedAccount])
  case hub(HubDescription)
  case found(MembersByID)
  case members(Page<Member>)
  case invitations(Page<Invitation>)
  case count(Int)
  case administrator(Invitation?)
  case tags([String: String])
  case access([AccessReason])
  case recipients([AccountID])
  case refused(CallError)
}

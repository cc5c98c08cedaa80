import MusterModel

/// What Muster must answer, told a second time and as plainly as can be: lists that are searched from the front,
/// straight from the specification. Only requests, answers and identities are the daemon's own types; of its rules
/// nothing is used here, so that a mistake would have to be made twice.
struct Reference {
  let quota: Int
  var hubs: [Hub] = []
  var associations: [Association] = []
  /// Invitations so far. Their ids cannot be foretold, so here they are numbered.
  var invitationsSent = 0
  /// Invitations that are not valid any more.
  var former: [FormerInvitation] = []
  /// Which rules of the specification have been used: a game in which one never was proves nothing about it.
  var used: Set<Rule> = []

  init(quota: Int) { self.quota = quota }

  func hub(of caller: Caller) -> Hub? { hubs.first { $0.account == caller.account && $0.region == caller.region } }

  func index(of member: String, under administrator: AccountID, in region: Region) -> Int? {
    associations.firstIndex {
      $0.region == region && $0.administrator == administrator && "\($0.member)" == member
    }
  }

  /// The account's administrator (spec 3.3, invariant 2: there is one at most).
  func administrator(of account: AccountID, in region: Region) -> Association? {
    associations.first { $0.region == region && $0.member == account && $0.status == .enabled }
  }

  /// An account is an administrator once a member accepted (spec 1).
  func isAdministrator(_ account: AccountID, in region: Region) -> Bool {
    associations.contains { $0.region == region && $0.administrator == account && $0.status == .enabled }
  }

  func roster(of account: AccountID, in region: Region) -> [Association] {
    associations.filter { $0.region == region && $0.administrator == account }
      .sorted { $0.member < $1.member }
  }

  func invitations(to account: AccountID, in region: Region) -> [Association] {
    associations.filter { $0.region == region && $0.member == account && $0.invitation != nil }
      .sorted { $0.administrator < $1.administrator }
  }

  /// The status of an association changes, and with it the time of the last change, which never goes back (spec 4.6).
  mutating func become(_ index: Int, _ status: MemberStatus, at now: Timestamp) {
    if now < associations[index].updatedAt { used.insert(.clockWentBack) }
    associations[index].status = status
    associations[index].updatedAt = max(associations[index].updatedAt, now)
  }

  /// Ends the invitation of an association: whoever still knows its id can do nothing with it.
  mutating func withdrawInvitation(_ index: Int) {
    guard let number = associations[index].invitation else { return }
    let pair = associations[index]
    former.append(
      FormerInvitation(
        region: pair.region, administrator: pair.administrator, member: pair.member, number: number))
    associations[index].invitation = nil
  }
}

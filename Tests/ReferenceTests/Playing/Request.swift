import MusterModel

/// One move of a game.
struct Move {
  enum Action {
    /// And maybe the caller looks at once at what it has done.
    case call(Request, by: AccountID, in: Region, looksAfter: Bool)
    /// Every list of every account is looked at, on both sides.
    case lookAround
    /// The daemon ends and begins anew on what it has stored.
    case restart
  }

  let action: Action
  /// What the clock does before it; real clocks are set back now and then.
  let milliseconds: Int64
}

extension Move: CustomStringConvertible {
  var description: String {
    switch action {
    case .call(let request, let account, let region, let looksAfter):
      "\(account) in \(region), \(milliseconds) ms later: \(request)\(looksAfter ? ", and looks" : "")"
    case .lookAround: "look around"
    case .restart: "restart"
    }
  }
}

/// A call. What only the daemon can know, ids of invitations and page tokens, is described and not spelt, so that
/// the same moves can be made again elsewhere, and some of them left out.
enum Request {
  case enable(tags: [String: String], ControlFindingGenerator)
  case disable
  case describe(arn: String?)
  case update(controls: Bool?, ControlFindingGenerator?)
  case tag(String, [String: String])
  case untag(String, keys: [String])
  case listTags(String)
  case create([AccountDetails])
  case get([String])
  case listMembers(onlyAssociated: Bool, size: Int?, PageChoice)
  case invite([String])
  case disassociate([String])
  case delete([String])
  case listInvitations(size: Int?, PageChoice)
  case count
  case accept(String, InvitationChoice)
  case decline([String])
  case deleteInvitations([String])
  case administrator
  case leave
  /// One pair is asked about by itself, more of them at once.
  case access([AccessPair])
  case recipients(String)
  case organization(OrganizationRequest)
}

enum OrganizationRequest {
  case enable(String)
  case disable(String)
  case list(size: Int?)
  case describe
  case update(autoEnable: Bool?)
}

/// Which invitation's id is sent.
enum InvitationChoice {
  /// The valid one, if there is one.
  case current
  /// The one that was valid before.
  case former
  /// One between other accounts, or of the same in another Region.
  case foreign
  case text(String)
}

/// Which page token is sent.
enum PageChoice {
  case absent
  case empty
  /// The one that the same list gave last.
  case latest
  /// The one that any other list gave last.
  case foreign
  /// The one that the same list gave last, with another last digit.
  case forged
  case text(String)
}

import MusterModel

/// All that one Region's accounts can see, as the daemon shows it.
struct Visible {
  struct Account {
    var hasHub = false
    var members: [Member] = []
    var associated: [Member] = []
    var invitations: [Invitation] = []
    var count = 0
    var administrator: Invitation?
    /// Whose findings it sees.
    var seen: Set<AccountID> = []
    var recipients: [AccountID] = []
  }

  var accounts: [AccountID: Account] = [:]

  /// Which of the specification's invariants (spec 3.3) are broken.
  var brokenInvariants: [String] {
    accounts.sorted { $0.key < $1.key }.flatMap { id, account in
      broken(for: id, account).map { "\(id) breaks invariant \($0): \(account)" }
    }
  }

  private func broken(for id: AccountID, _ account: Account) -> [Int] {
    let accepted = account.invitations.filter { $0.status == .enabled }
    var broken: [Int] = []
    func must(_ holds: Bool, _ number: Int) { if !holds { broken.append(number) } }
    must(!account.members.contains { $0.accountID == id || $0.administratorID != id }, 1)
    must(Set(account.members.map(\.accountID)).count == account.members.count, 1)
    must(Set(account.invitations.map(\.accountID)).count == account.invitations.count, 1)
    must(enabledRows(naming: id).count <= 1, 2)
    must(enabledRows(naming: id).isEmpty || account.associated.isEmpty, 3)
    if account.hasHub { must(account.administrator?.accountID == enabledRows(naming: id).first?.administratorID, 4) }
    must(account.associated == account.members.filter { $0.status == .enabled }, 5)
    must(account.invitations.allSatisfy { [.invited, .enabled, .resigned].contains($0.status) }, 6)
    must(account.count == account.invitations.count - accepted.count, 7)
    let visible = account.members.filter { $0.status == .enabled }.map(\.accountID) + (account.hasHub ? [id] : [])
    must(account.seen == Set(visible), 8)
    must(Set(account.recipients) == Set(accounts.filter { $0.value.seen.contains(id) }.keys), 8)
    must(account.associated.isEmpty || account.hasHub, 9)
    must(account.associated.allSatisfy { accounts[$0.accountID]?.hasHub == true }, 9)
    for invitation in account.invitations {
      let row = accounts[invitation.accountID]?.members.first { $0.accountID == id }
      must(row?.status == invitation.status && row?.invitedAt == invitation.invitedAt, 10)
    }
    return broken
  }

  private func enabledRows(naming member: AccountID) -> [Member] {
    accounts.values.flatMap(\.associated).filter { $0.accountID == member }
  }
}

extension Game {
  /// Compares all that can be seen, and checks it against the invariants, whatever the reference thinks.
  mutating func lookAround() async -> String? {
    for region in Self.regions {
      var visible = Visible()
      for account in Self.accounts {
        let (seen, complaint) = await look(at: account, in: region)
        if let complaint { return complaint }
        visible.accounts[account] = seen
      }
      if let broken = visible.brokenInvariants.first { return "\(broken), in \(region)" }
    }
    return nil
  }

  /// Every list that an account has.
  mutating func look(at account: AccountID, in region: Region) async -> (seen: Visible.Account, complaint: String?) {
    var seen = Visible.Account()
    let arn = "arn:aws:securityhub:\(region):\(account):hub/default"
    let requests: [Request] = [
      .describe(arn: nil), .listTags(arn), .listMembers(onlyAssociated: false, size: nil, .absent),
      .listMembers(onlyAssociated: true, size: nil, .absent), .listInvitations(size: nil, .absent), .count,
      .administrator, .recipients("\(account)"),
      .access(Self.accounts.map { AccessPair(viewer: "\(account)", owner: "\($0)") }),
      .access(Self.accounts.map { AccessPair(viewer: "\($0)", owner: "\(account)") }),
    ]
    for request in requests {
      let (answer, complaint) = await judge(request, by: account, in: region)
      if let complaint { return (seen, complaint) }
      switch (request, answer) {
      case (_, .hub): seen.hasHub = true
      case (.listMembers(let onlyAssociated, _, _), .members(let page)):
        if onlyAssociated { seen.associated = page.items } else { seen.members = page.items }
      case (_, .invitations(let page)): seen.invitations = page.items
      case (_, .count(let count)): seen.count = count
      case (_, .administrator(let administrator)): seen.administrator = administrator
      case (_, .recipients(let accounts)): seen.recipients = accounts
      case (.access(let pairs), .access(let reasons)):
        for (pair, reason) in zip(pairs, reasons) where reason.isAllowed && pair.viewer == "\(account)" {
          if let owner = AccountID(pair.owner) { seen.seen.insert(owner) }
        }
      default: break
      }
    }
    return (seen, nil)
  }
}

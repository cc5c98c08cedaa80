import MusterModel

extension Race {
  static let all = [
    acceptingAgainstDisassociating, acceptingAgainstWithdrawing, acceptingAgainstDeleting, acceptingARival,
    acceptingTwice, acceptingEachOther, acceptingInAChain, acceptingAgainstDeclining, acceptingAgainstDiscarding,
    acceptingAgainstDisablingTheInviter, acceptingAgainstDisabling, invitingAgainstARival, leavingAgainstDisassociating,
    leavingTwice, leavingAgainstDeleting,
  ]

  private static let acceptingAgainstDisassociating = Race(
    "accepting, while the administrator disassociates",
    ends: ["done, done: A-M Removed", "ResourceNotFoundException, done: A-M Removed"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.acting(DisassociateMembers(["\(players.member)"]), by: players.administrator)
    )
  }

  private static let acceptingAgainstWithdrawing = Race(
    "accepting, while the administrator takes the invitation back",
    ends: ["done, left out: A-M Enabled", "ResourceNotFoundException, done: A-M Created"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.routing(DeleteInvitations(["\(players.member)"]), by: players.administrator)
    )
  }

  private static let acceptingAgainstDeleting = Race(
    "accepting, while the administrator deletes the row",
    ends: ["done, left out: A-M Enabled", "ResourceNotFoundException, done: "]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.acting(DeleteMembers(["\(players.member)"]), by: players.administrator)
    )
  }

  private static let acceptingARival = Race(
    "accepting one administrator, while accepting another",
    ends: [
      "done, InvalidInputException: A-M Enabled, R-M Invited", "InvalidInputException, done: A-M Invited, R-M Enabled",
    ]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    try await world.invites(players.member, by: players.rival)
    return (
      await world.accepting(players.administrator, by: players.member),
      await world.accepting(players.rival, by: players.member)
    )
  }

  private static let acceptingTwice = Race(
    "accepting, while accepting the same", ends: ["done, done: A-M Enabled"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    let accepting = await world.accepting(players.administrator, by: players.member)
    return (accepting, accepting)
  }

  private static let acceptingEachOther = Race(
    "accepting one who is accepting back",
    ends: [
      "done, InvalidInputException: A-M Enabled, M-A Invited", "InvalidInputException, done: A-M Invited, M-A Enabled",
    ]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    try await world.invites(players.administrator, by: players.member)
    return (
      await world.accepting(players.administrator, by: players.member),
      await world.accepting(players.member, by: players.administrator)
    )
  }

  private static let acceptingInAChain = Race(
    "accepting an administrator that is becoming a member",
    ends: [
      "done, InvalidInputException: A-M Enabled, R-A Invited", "InvalidInputException, done: A-M Invited, R-A Enabled",
    ]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    try await world.invites(players.administrator, by: players.rival)
    return (
      await world.accepting(players.administrator, by: players.member),
      await world.accepting(players.rival, by: players.administrator)
    )
  }

  private static let acceptingAgainstDeclining = Race(
    "accepting, while another client of the member declines",
    ends: ["done, left out: A-M Enabled", "done, done: A-M Enabled"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.routing(DeclineInvitations(["\(players.administrator)"]), by: players.member)
    )
  }

  private static let acceptingAgainstDiscarding = Race(
    "accepting, while another client of the member deletes the invitation",
    ends: ["done, left out: A-M Enabled", "ResourceNotFoundException, done: A-M Resigned"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.routing(DeleteInvitations(["\(players.administrator)"]), by: players.member)
    )
  }

  private static let acceptingAgainstDisablingTheInviter = Race(
    "accepting, while the administrator disables its hub",
    ends: ["done, InvalidInputException: A-M Enabled", "ResourceNotFoundException, done: "]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.acting(DisableSecurityHub(), by: players.administrator)
    )
  }

  private static let acceptingAgainstDisabling = Race(
    "accepting, while the member disables its hub",
    ends: ["done, InvalidInputException: A-M Enabled", "InvalidAccessException, done: A-M Invited"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.acting(DisableSecurityHub(), by: players.member)
    )
  }

  private static let invitingAgainstARival = Race(
    "accepting, while a rival invites",
    ends: ["done, left out: A-M Enabled, R-M Created", "done, done: A-M Enabled, R-M Invited"]
  ) { world, players in
    try await world.invites(players.member, by: players.administrator)
    try await world.creates(players.member, by: players.rival)
    return (
      await world.accepting(players.administrator, by: players.member),
      world.acting(InviteMembers(["\(players.member)"]), by: players.rival)
    )
  }

  private static let leavingAgainstDisassociating = Race(
    "leaving, while the administrator disassociates",
    ends: ["done, done: A-M Removed", "ResourceNotFoundException, done: A-M Removed"]
  ) { world, players in
    try await world.associates(players.member, with: players.administrator)
    return (
      world.leaving(by: players.member),
      world.acting(DisassociateMembers(["\(players.member)"]), by: players.administrator)
    )
  }

  private static let leavingTwice = Race(
    "leaving, while another client of the member leaves",
    ends: ["done, ResourceNotFoundException: A-M Resigned", "ResourceNotFoundException, done: A-M Resigned"]
  ) { world, players in
    try await world.associates(players.member, with: players.administrator)
    let leaving = world.leaving(by: players.member)
    return (leaving, leaving)
  }

  private static let leavingAgainstDeleting = Race(
    "leaving, while the administrator deletes the row",
    ends: ["done, left out: A-M Resigned", "done, done: "]
  ) { world, players in
    try await world.associates(players.member, with: players.administrator)
    return (
      world.leaving(by: players.member),
      world.acting(DeleteMembers(["\(players.member)"]), by: players.administrator)
    )
  }
}

package import MusterModel

extension Table {
  package init(invitations: [Invitation]) {
    self.init(["ADMINISTRATOR", "STATUS", "INVITED", "INVITATION"])
    for invitation in invitations {
      add(
        Cell("\(invitation.accountID)"), Cell("\(invitation.status)", invitation.status.tone),
        Cell("\(invitation.invitedAt)"), Cell("\(invitation.invitationID)"))
    }
  }

  package init(administrator: Invitation) {
    self.init(facts: [
      "Administrator": Cell("\(administrator.accountID)"),
      "Status": Cell("\(administrator.status)", administrator.status.tone),
      "Invited": Cell("\(administrator.invitedAt)"),
      "Invitation": Cell("\(administrator.invitationID)"),
    ])
  }
}

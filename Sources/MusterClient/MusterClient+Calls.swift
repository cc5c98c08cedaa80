extension MusterClient {
  /// Enables the account's hub, with which everything begins.
  /// Fails as `resourceConflict` when it is enabled already.
  public func enableSecurityHub(_ call: EnableSecurityHub = EnableSecurityHub()) async throws(MusterClientError) {
    _ = unsafe try await send(call)
  }

  /// Describes the account's hub.
  public func describeHub(_ hubARN: String? = nil) async throws(MusterClientError) -> HubDescription {
    unsafe try await send(DescribeHub(hubARN: hubARN))
  }

  /// Adds 1 to 50 accounts to the roster. Returns those that were not added, and why.
  public func createMembers(_ accounts: [AccountDetails]) async throws(MusterClientError) -> [UnprocessedAccount] {
    unsafe try await send(CreateMembers(accounts))
  }

  /// The roster's rows of 1 to 1,000 accounts, in the same order; accounts it does not have are unprocessed.
  public func getMembers(_ accountIDs: [String]) async throws(MusterClientError) -> MembersByID {
    unsafe try await send(GetMembers(accountIDs))
  }

  /// One page of the roster, ascending by account: Enabled members only, or rows of every status.
  public func listMembers(
    onlyAssociated: Bool = true, maxResults: Int? = nil, nextToken: String? = nil
  ) async throws(MusterClientError) -> Page<Member> {
    unsafe try await send(ListMembers(onlyAssociated: onlyAssociated, maxResults: maxResults, nextToken: nextToken))
  }

  /// Invites 1 to 1,000 accounts of the roster. Returns those that were not invited, and why.
  public func inviteMembers(_ accountIDs: [String]) async throws(MusterClientError) -> [UnprocessedAccount] {
    unsafe try await send(InviteMembers(accountIDs))
  }

  /// One page of the invitations that the account received, ascending by inviter.
  public func listInvitations(
    maxResults: Int? = nil, nextToken: String? = nil
  ) async throws(MusterClientError) -> Page<Invitation> {
    unsafe try await send(ListInvitations(maxResults: maxResults, nextToken: nextToken))
  }

  /// Makes the inviter the account's administrator. Accepting the same invitation again changes nothing.
  public func acceptAdministratorInvitation(
    from administratorID: String, invitationID: String
  ) async throws(MusterClientError) {
    _ = unsafe try await send(
      AcceptAdministratorInvitation(administratorID: administratorID, invitationID: invitationID))
  }

  /// The account's administrator, nil when it has none.
  public func getAdministratorAccount() async throws(MusterClientError) -> Invitation? {
    unsafe try await send(GetAdministratorAccount())
  }

  /// Ends the account's subscription; its roster goes with it. Fails as `invalidInput` while it has an
  /// administrator or Enabled members.
  public func disableSecurityHub() async throws(MusterClientError) { _ = unsafe try await send(DisableSecurityHub()) }

  /// Changes settings of the account's hub; nil leaves one as it is.
  public func updateSecurityHubConfiguration(
    autoEnableControls: Bool? = nil, controlFindingGenerator: ControlFindingGenerator? = nil
  ) async throws(MusterClientError) {
    _ = unsafe try await send(
      UpdateSecurityHubConfiguration(
        autoEnableControls: autoEnableControls, controlFindingGenerator: controlFindingGenerator))
  }

  /// Ends associations with 1 to 1,000 members, all of them or, as `resourceNotFound`, none.
  /// No helper takes more: several calls could not be all or none.
  public func disassociateMembers(_ accountIDs: [String]) async throws(MusterClientError) {
    _ = unsafe try await send(DisassociateMembers(accountIDs))
  }

  /// Deletes 1 to 1,000 members that are not Enabled. Returns those that were not deleted, and why.
  public func deleteMembers(_ accountIDs: [String]) async throws(MusterClientError) -> [UnprocessedAccount] {
    unsafe try await send(DeleteMembers(accountIDs))
  }

  /// How many invitations the account received, the accepted one not counted.
  public func getInvitationsCount() async throws(MusterClientError) -> Int {
    unsafe try await send(GetInvitationsCount())
  }

  /// Declines invitations of 1 to 1,000 administrators. Returns those that were not declined, and why.
  public func declineInvitations(
    from administratorIDs: [String]
  ) async throws(MusterClientError) -> [UnprocessedAccount] {
    unsafe try await send(DeclineInvitations(administratorIDs))
  }

  /// Deletes invitations that the account received from, or sent to, 1 to 1,000 accounts. Returns those of which
  /// none was deleted, and why.
  public func deleteInvitations(_ accountIDs: [String]) async throws(MusterClientError) -> [UnprocessedAccount] {
    unsafe try await send(DeleteInvitations(accountIDs))
  }

  /// Leaves the account's administrator. Fails as `resourceNotFound` when it has none.
  public func disassociateFromAdministratorAccount() async throws(MusterClientError) {
    _ = unsafe try await send(DisassociateFromAdministratorAccount())
  }

  /// Adds 1 to 50 tags to the account's hub, by its ARN; a new value replaces an old one.
  public func tagResource(_ resourceARN: String, tags: [String: String]) async throws(MusterClientError) {
    _ = unsafe try await send(TagResource(resourceARN, tags: tags))
  }

  /// Removes 1 to 50 tags from the account's hub, by its ARN; keys it does not have are ignored.
  public func untagResource(_ resourceARN: String, tagKeys: [String]) async throws(MusterClientError) {
    _ = unsafe try await send(UntagResource(resourceARN, tagKeys: tagKeys))
  }

  /// The tags of the account's hub, by its ARN.
  public func listTagsForResource(_ resourceARN: String) async throws(MusterClientError) -> [String: String] {
    unsafe try await send(ListTagsForResource(resourceARN))
  }

  /// What the daemon says of itself. Needs a grant of `admin-service`, and no account.
  public static func daemonStatus(
    socket: String? = nil, configuration: Configuration = .defaults
  ) async throws(MusterClientError) -> DaemonStatus {
    let connection = DaemonConnection(socket: socket ?? SocketPath.ofThisProcess(), timeout: configuration.timeout)
    do throws(MusterClientError) {
      let status = try await connection.status()
      await connection.close()
      return status
    } catch {
      await connection.close()
      throw error
    }
  }
}

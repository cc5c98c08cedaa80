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

  /// What the daemon says of itself. Needs a grant of `admin-service`, and no account.
  public static func daemonStatus(socket: String? = nil) async throws(MusterClientError) -> DaemonStatus {
    let connection = DaemonConnection(
      socket: socket ?? SocketPath.ofThisProcess(), timeout: Configuration.defaults.timeout)
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

public import MusterModel

/// Any number of accounts in one go, sent in calls of 50, in order.
///
/// These do not throw: what was done before a call failed stays done, so the ``BulkReport`` says of every account what
/// came of it, and why the rest was not sent. Giving the same accounts again is safe and finishes what was begun: what
/// is so already counts as such. `progress` is told how many accounts have been answered for, from 0 on. An account
/// that is given twice counts once, as it was given first.
///
/// There is none for DisassociateMembers: that call is all or nothing, which several calls could not be.
extension MusterClient {
  /// Adds accounts to the roster; those that it has, in whatever status, are already so.
  ///
  /// A full roster ends it, with LimitExceeded as the failure. Of the accounts that were not added, those that are
  /// members nevertheless are looked up, so that no member is reported as none.
  nonisolated(nonsending)
    public func createMembers(
      all accounts: [AccountDetails], progress: (Int) -> Void = { _ in }
    ) async -> BulkReport
  {
    let bulk = Bulk(accounts, id: \.accountID, isAlreadySo: \.isMemberAlready)
    var report = await bulk.run(progress: progress) { part throws(MusterClientError) in
      try await self.createMembers(part)
    }
    if report.failure?.kind == .refused(.limitExceeded) { await tellMembers(in: &report) }
    return report
  }

  /// Invites members; those that are invited or Enabled are already so.
  nonisolated(nonsending)
    public func inviteMembers(all accountIDs: [String], progress: (Int) -> Void = { _ in }) async -> BulkReport
  {
    let bulk = Bulk(accountIDs, id: \.self, isAlreadySo: \.isInvitedAlready)
    return await bulk.run(progress: progress) { part throws(MusterClientError) in try await self.inviteMembers(part) }
  }

  /// Deletes members that are not Enabled; accounts that are no members are already so.
  nonisolated(nonsending)
    public func deleteMembers(all accountIDs: [String], progress: (Int) -> Void = { _ in }) async -> BulkReport
  {
    let bulk = Bulk(accountIDs, id: \.self, isAlreadySo: \.isNoMember)
    return await bulk.run(progress: progress) { part throws(MusterClientError) in try await self.deleteMembers(part) }
  }

  /// Declines administrators' invitations. The daemon counts those that were declined as done.
  nonisolated(nonsending)
    public func declineInvitations(
      fromAll administratorIDs: [String], progress: (Int) -> Void = { _ in }
    ) async -> BulkReport
  {
    let bulk = Bulk(administratorIDs, id: \.self, isAlreadySo: { _ in false })
    return await bulk.run(progress: progress) { part throws(MusterClientError) in
      try await self.declineInvitations(from: part)
    }
  }

  /// Deletes invitations that the account received or sent; accounts without one are already so.
  nonisolated(nonsending)
    public func deleteInvitations(all accountIDs: [String], progress: (Int) -> Void = { _ in }) async -> BulkReport
  {
    let account = account
    let bulk = Bulk(accountIDs, id: \.self, isAlreadySo: { $0.hasNoInvitation(of: account) })
    return await bulk.run(progress: progress) { part throws(MusterClientError) in
      try await self.deleteInvitations(part)
    }
  }

  /// The roster's rows of any number of accounts, in the same order, in questions of 1,000. Unlike the helpers that
  /// change something it throws, since an answer in part would be of no use and asking again does no harm.
  public func getMembers(all accountIDs: [String]) async throws(MusterClientError) -> MembersByID {
    var known: Set<String> = []
    let accountIDs = accountIDs.filter { known.insert($0).inserted }
    var found = MembersByID()
    for part in accountIDs.indices.parts(of: Limits.idsPerQuestion) {
      let answer = try await getMembers(Array(accountIDs[part]))
      found.members += answer.members
      found.unprocessed += answer.unprocessed
    }
    return found
  }
}

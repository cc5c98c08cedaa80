package import MusterClient
internal import MusterModel

/// Carries out a plan, step after step. It may stop anywhere: the plan that is made next is for what is left.
package struct RosterRun: Sendable {
  private let client: MusterClient
  private let console: Console
  private var outcome = RosterOutcome()

  package init(_ client: MusterClient, _ console: Console) {
    self.client = client
    self.console = console
  }

  /// Removes first, so that there is room for those that come in.
  package mutating func carryOut(_ plan: RosterPlan) async -> RosterOutcome {
    let client = client
    let ended = await step(.disassociating, plan.ids([.disassociateAndDelete])) { ids, progress in
      let bulk = Bulk(ids, id: \.self, isAlreadySo: { _ in false })
      return await bulk.run(progress: progress) { part throws(MusterClientError) in
        try await client.endAssociations(part)
        return []
      }
    }
    let deleted = await step(
      .deletingMembers, ended.ids + plan.ids([.delete]), after: (ended.ids, "It was disassociated.")
    ) { ids, progress in
      await client.deleteMembers(all: ids, progress: progress)
    }
    outcome.deleted = deleted.done
    outcome.disassociated = Set(ended.ids).subtracting(deleted.ids).count

    let creating = plan.creating
    let created = await step(.creating, creating.map(\.accountID)) { _, progress in
      await client.createMembers(all: creating, progress: progress)
    }
    outcome.created = created.done
    outcome.invited = await step(
      .inviting, created.ids + plan.ids([.invite, .inviteAgain]), after: (created.ids, "It was created.")
    ) { ids, progress in
      await client.inviteMembers(all: ids, progress: progress)
    }.done
    return outcome
  }

  /// One step for all its accounts. Returns those that may go on to the next, and for how many it was done now.
  /// `before`: what an earlier step did to some of them, which is told of those that this one does not bring further.
  private mutating func step(
    _ words: BulkWords, _ ids: [String], after before: (ids: [String], words: String) = ([], ""),
    _ work: ([String], (Int) -> Void) async -> BulkReport
  ) async -> (ids: [String], done: Int) {
    guard !ids.isEmpty else { return ([], 0) }
    let begun = Dictionary(before.ids.map { ($0, before.words) }) { first, _ in first }
    guard outcome.stop == nil else {
      outcome.giveUp(ids, begun: begun)
      return ([], 0)
    }
    let bar = console.progress(words.title, of: ids.count)
    let report = await work(ids) { bar?.show($0) }
    bar?.clear()
    return (outcome.take(report, begun: begun), report.count(.done))
  }
}

extension MusterClient {
  /// Disassociates members for all of which it does not have to be all or none: where some have gone since they were
  /// listed, the others are sent again.
  fileprivate func endAssociations(_ accountIDs: [String]) async throws(MusterClientError) {
    var rest = accountIDs
    while !rest.isEmpty {
      do throws(MusterClientError) {
        return try await disassociateMembers(rest)
      } catch {
        guard error.kind == .refused(.resourceNotFound) else { throw error }
        let left = try await getMembers(rest).members.map { "\($0.accountID)" }
        // As many as before: nothing would be different the next time.
        guard left.count < rest.count else { throw error }
        rest = left
      }
    }
  }
}

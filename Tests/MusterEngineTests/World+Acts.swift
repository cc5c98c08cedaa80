import MusterEngine
import MusterModel
import Testing

/// What clients do in a race, and what became of it in a word: "done", "left out" for an account that was not
/// processed, or the name of the error.
extension World {
  func creates(_ member: AccountID, by administrator: AccountID) async throws {
    try await enable(administrator)
    let call = CreateMembers([AccountDetails(accountID: "\(member)")])
    #expect(try await engine.perform(call, for: by(administrator)) == [])
  }

  func invites(_ member: AccountID, by administrator: AccountID) async throws {
    for account in [administrator, member] where await hub(of: account) == nil { try await enable(account) }
    _ = try await invite(member, by: administrator)
  }

  func associates(_ member: AccountID, with administrator: AccountID) async throws {
    try await invites(member, by: administrator)
    #expect(await accepting(administrator, by: member)() == "done")
  }

  /// The invitation is looked up beforehand: nothing but accepting it races.
  func accepting(_ administrator: AccountID, by member: AccountID) async -> Race.Act {
    let listed = try? await engine.perform(ListInvitations(), for: by(member)).items
    let id = listed?.first { $0.accountID == administrator }?.invitationID
    return acting(
      AcceptAdministratorInvitation(administratorID: "\(administrator)", invitationID: id?.description ?? "none"),
      by: member)
  }

  func acting<C: WriteCall>(_ call: C, by account: AccountID) -> Race.Act where C.Output == Done {
    word { [engine] () throws(CallError) in
      _ = try await engine.perform(call, for: MusterEngineTests.by(account))
      return []
    }
  }

  func acting<C: WriteCall>(_ call: C, by account: AccountID) -> Race.Act where C.Output == [UnprocessedAccount] {
    word { [engine] () throws(CallError) in try await engine.perform(call, for: MusterEngineTests.by(account)) }
  }

  func routing<C: RoutedCall>(_ call: C, by account: AccountID) -> Race.Act where C.Output == [UnprocessedAccount] {
    word { [engine] () throws(CallError) in try await engine.perform(call, for: MusterEngineTests.by(account)) }
  }

  func leaving(by account: AccountID) -> Race.Act {
    word { [engine] () throws(CallError) in
      _ = try await engine.perform(DisassociateFromAdministratorAccount(), for: MusterEngineTests.by(account))
      return []
    }
  }

  private func word(_ ask: @escaping @Sendable () async throws(CallError) -> [UnprocessedAccount]) -> Race.Act {
    {
      do throws(CallError) {
        return try await ask().isEmpty ? "done" : "left out"
      } catch {
        return error.code.awsName
      }
    }
  }
}

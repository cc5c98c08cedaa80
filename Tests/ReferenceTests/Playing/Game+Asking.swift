import MusterEngine
import MusterModel

extension Game {
  /// Puts one request to both sides: what the daemon answers, and what it must answer.
  mutating func ask(_ request: Request, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .enable, .disable, .describe, .update, .tag, .untag, .listTags: await askAboutHub(request, caller)
    case .create, .get, .listMembers, .invite, .disassociate, .delete: await askAsAdministrator(request, caller)
    case .access, .recipients: await askAboutAccess(request, caller)
    case .organization(let request): await askAboutOrganization(request, caller)
    default: await askAsMember(request, caller)
    }
  }

  private mutating func askAboutHub(_ request: Request, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .enable(let tags, let generator):
      let call = EnableSecurityHub(tags: tags, controlFindingGenerator: generator)
      return (await write(call, caller), reference.enable(tags: tags, generator: generator, by: caller))
    case .disable:
      return (await write(DisableSecurityHub(), caller), reference.disable(by: caller))
    case .describe(let arn):
      let answer = await read(DescribeHub(hubARN: arn), caller, Answer.hub)
      return (answer, reference.describe(arn: arn, by: caller))
    case .update(let controls, let generator):
      let call = UpdateSecurityHubConfiguration(autoEnableControls: controls, controlFindingGenerator: generator)
      return (await write(call, caller), reference.update(controls: controls, generator: generator, by: caller))
    case .tag(let arn, let tags):
      return (await write(TagResource(arn, tags: tags), caller), reference.tag(arn, with: tags, by: caller))
    case .untag(let arn, let keys):
      return (await write(UntagResource(arn, tagKeys: keys), caller), reference.untag(arn, keys: keys, by: caller))
    case .listTags(let arn):
      return (await read(ListTagsForResource(arn), caller, Answer.tags), reference.listTags(arn, by: caller))
    default: preconditionFailure("\(request) is not about a hub")
    }
  }

  private mutating func askAsAdministrator(_ request: Request, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .create(let accounts):
      return (await write(CreateMembers(accounts), caller, Answer.unprocessed), reference.create(accounts, by: caller))
    case .get(let ids):
      return (await read(GetMembers(ids), caller, Answer.found), reference.get(ids, by: caller))
    case .listMembers(let onlyAssociated, let size, let choice):
      let (token, start) = names.token(choice, for: Self.list(of: request, caller))
      let call = ListMembers(onlyAssociated: onlyAssociated, maxResults: size, nextToken: token)
      let expected = reference.listMembers(onlyAssociated: onlyAssociated, size: size, from: start, by: caller)
      return (await read(call, caller, Answer.members), expected)
    case .invite(let ids):
      return (await write(InviteMembers(ids), caller, Answer.unprocessed), reference.invite(ids, by: caller))
    case .disassociate(let ids):
      return (await write(DisassociateMembers(ids), caller), reference.disassociate(ids, by: caller))
    case .delete(let ids):
      return (await write(DeleteMembers(ids), caller, Answer.unprocessed), reference.delete(ids, by: caller))
    default: preconditionFailure("\(request) is not an administrator's")
    }
  }

  private mutating func askAsMember(_ request: Request, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .listInvitations(let size, let choice):
      let (token, start) = names.token(choice, for: Self.list(of: request, caller))
      let answer = await read(
        ListInvitations(maxResults: size, nextToken: token), caller, Answer.invitations)
      return (answer, reference.listInvitations(size: size, from: start, by: caller))
    case .count:
      return (await read(GetInvitationsCount(), caller, Answer.count), reference.count(by: caller))
    case .accept(let administrator, let choice):
      let (id, number) = names.id(choice, from: administrator, to: caller.account, in: caller.region, reference)
      let call = AcceptAdministratorInvitation(administratorID: administrator, invitationID: id)
      return (await write(call, caller), reference.accept(administrator, id: id, number: number, by: caller))
    case .decline(let ids):
      return (await routed(DeclineInvitations(ids), caller, Answer.unprocessed), reference.decline(ids, by: caller))
    case .deleteInvitations(let ids):
      let answer = await routed(DeleteInvitations(ids), caller, Answer.unprocessed)
      return (answer, reference.deleteInvitations(ids, by: caller))
    case .administrator:
      let answer = await read(GetAdministratorAccount(), caller, Answer.administrator)
      return (answer, reference.administrator(by: caller))
    case .leave:
      let answer = await routed(DisassociateFromAdministratorAccount(), caller) { _ in .done }
      return (answer, reference.leave(by: caller))
    default: preconditionFailure("\(request) is not a member's")
    }
  }

  /// What a page token of the request's answer is good for.
  static func list(of request: Request, _ caller: Caller) -> Names.List {
    var name = "ListInvitations"
    if case .listMembers(let onlyAssociated, _, _) = request { name = "ListMembers, associated: \(onlyAssociated)" }
    return Names.List(caller: caller.account, region: caller.region, name: name)
  }

  /// From memory where it is there, and otherwise from the store, as a connection does it.
  private func read<C: ReadCall>(_ call: C, _ caller: Caller, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      if let output = try engine.answerNow(call, for: caller.principal) { return output }
      return try await engine.perform(call, for: caller.principal)
    } as: {
      answer($0)
    }
  }

  private func write<C: WriteCall>(_ call: C, _ caller: Caller, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      try await engine.perform(call, for: caller.principal)
    } as: {
      answer($0)
    }
  }

  private func write<C: WriteCall>(_ call: C, _ caller: Caller) async -> Answer where C.Output == Done {
    await write(call, caller) { _ in .done }
  }

  private func routed<C: RoutedCall>(_ call: C, _ caller: Caller, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      try await engine.perform(call, for: caller.principal)
    } as: {
      answer($0)
    }
  }

  func answered<Output>(
    _ ask: () async throws(CallError) -> Output, as answer: (Output) -> Answer
  ) async -> Answer {
    do throws(CallError) {
      return answer(try await ask())
    } catch {
      return .refused(error)
    }
  }
}

extension Caller {
  var principal: Principal {
    Principal(peer: Peer(processID: 1, userID: 500, groupID: 500), account: account, region: region)
  }
}

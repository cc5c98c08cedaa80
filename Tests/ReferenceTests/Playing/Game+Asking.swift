import MusterEngine
import MusterModel

extension Game {
  /// Puts one request to both sides: what the daemon answers, and what it must answer.
  mutating func ask(_ request: Request, _ asker: Asker) async -> (Answer, Expected) {
    switch request {
    case .enable, .disable, .describe, .update, .tag, .untag, .listTags: await askAboutHub(request, asker)
    case .create, .get, .listMembers, .invite, .disassociate, .delete: await askAsAdministrator(request, asker)
    default: await askAsMember(request, asker)
    }
  }

  private mutating func askAboutHub(_ request: Request, _ asker: Asker) async -> (Answer, Expected) {
    switch request {
    case .enable(let tags, let generator):
      let call = EnableSecurityHub(tags: tags, controlFindingGenerator: generator)
      return (await write(call, asker), reference.enable(tags: tags, generator: generator, by: asker))
    case .disable:
      return (await write(DisableSecurityHub(), asker), reference.disable(by: asker))
    case .describe(let arn):
      let answer = await read(DescribeHub(hubARN: arn), asker, Answer.hub)
      return (answer, reference.describe(arn: arn, by: asker))
    case .update(let controls, let generator):
      let call = UpdateSecurityHubConfiguration(autoEnableControls: controls, controlFindingGenerator: generator)
      return (await write(call, asker), reference.update(controls: controls, generator: generator, by: asker))
    case .tag(let arn, let tags):
      return (await write(TagResource(arn, tags: tags), asker), reference.tag(arn, with: tags, by: asker))
    case .untag(let arn, let keys):
      return (await write(UntagResource(arn, tagKeys: keys), asker), reference.untag(arn, keys: keys, by: asker))
    case .listTags(let arn):
      return (await read(ListTagsForResource(arn), asker, Answer.tags), reference.listTags(arn, by: asker))
    default: preconditionFailure("\(request) is not about a hub")
    }
  }

  private mutating func askAsAdministrator(_ request: Request, _ asker: Asker) async -> (Answer, Expected) {
    switch request {
    case .create(let accounts):
      return (await write(CreateMembers(accounts), asker, Answer.unprocessed), reference.create(accounts, by: asker))
    case .get(let ids):
      return (await read(GetMembers(ids), asker, Answer.found), reference.get(ids, by: asker))
    case .listMembers(let onlyAssociated, let size, let choice):
      let (token, start) = names.token(choice, for: Self.list(of: request, asker))
      let call = ListMembers(onlyAssociated: onlyAssociated, maxResults: size, nextToken: token)
      let expected = reference.listMembers(onlyAssociated: onlyAssociated, size: size, from: start, by: asker)
      return (await read(call, asker, Answer.members), expected)
    case .invite(let ids):
      return (await write(InviteMembers(ids), asker, Answer.unprocessed), reference.invite(ids, by: asker))
    case .disassociate(let ids):
      return (await write(DisassociateMembers(ids), asker), reference.disassociate(ids, by: asker))
    case .delete(let ids):
      return (await write(DeleteMembers(ids), asker, Answer.unprocessed), reference.delete(ids, by: asker))
    default: preconditionFailure("\(request) is not an administrator's")
    }
  }

  private mutating func askAsMember(_ request: Request, _ asker: Asker) async -> (Answer, Expected) {
    switch request {
    case .listInvitations(let size, let choice):
      let (token, start) = names.token(choice, for: Self.list(of: request, asker))
      let answer = await read(
        ListInvitations(maxResults: size, nextToken: token), asker, Answer.invitations)
      return (answer, reference.listInvitations(size: size, from: start, by: asker))
    case .count:
      return (await read(GetInvitationsCount(), asker, Answer.count), reference.count(by: asker))
    case .accept(let administrator, let choice):
      let (id, number) = names.id(choice, from: administrator, to: asker.account, in: asker.region, reference)
      let call = AcceptAdministratorInvitation(administratorID: administrator, invitationID: id)
      return (await write(call, asker), reference.accept(administrator, id: id, number: number, by: asker))
    case .decline(let ids):
      return (await routed(DeclineInvitations(ids), asker, Answer.unprocessed), reference.decline(ids, by: asker))
    case .deleteInvitations(let ids):
      let answer = await routed(DeleteInvitations(ids), asker, Answer.unprocessed)
      return (answer, reference.deleteInvitations(ids, by: asker))
    case .administrator:
      let answer = await read(GetAdministratorAccount(), asker, Answer.administrator)
      return (answer, reference.administrator(by: asker))
    case .leave:
      let answer = await routed(DisassociateFromAdministratorAccount(), asker) { _ in .done }
      return (answer, reference.leave(by: asker))
    default: preconditionFailure("\(request) is not a member's")
    }
  }

  /// What a page token of the request's answer is good for.
  static func list(of request: Request, _ asker: Asker) -> Names.List {
    var name = "ListInvitations"
    if case .listMembers(let onlyAssociated, _, _) = request { name = "ListMembers, associated: \(onlyAssociated)" }
    return Names.List(caller: asker.account, region: asker.region, name: name)
  }

  /// From memory where it is there, and otherwise from the store, as a connection does it.
  private func read<C: ReadCall>(_ call: C, _ asker: Asker, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      if let output = try engine.answerNow(call, for: asker.principal) { return output }
      return try await engine.perform(call, for: asker.principal)
    } as: {
      answer($0)
    }
  }

  private func write<C: WriteCall>(_ call: C, _ asker: Asker, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      try await engine.perform(call, for: asker.principal)
    } as: {
      answer($0)
    }
  }

  private func write<C: WriteCall>(_ call: C, _ asker: Asker) async -> Answer where C.Output == Done {
    await write(call, asker) { _ in .done }
  }

  private func routed<C: RoutedCall>(_ call: C, _ asker: Asker, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      try await engine.perform(call, for: asker.principal)
    } as: {
      answer($0)
    }
  }

  private func answered<Output>(
    _ ask: () async throws(CallError) -> Output, as answer: (Output) -> Answer
  ) async -> Answer {
    do throws(CallError) {
      return answer(try await ask())
    } catch {
      return .refused(error)
    }
  }
}

extension Asker {
  var principal: Principal {
    Principal(peer: Peer(processID: 1, userID: 500, groupID: 500), account: account, region: region)
  }
}

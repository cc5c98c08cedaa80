import MusterEngine
import MusterModel

extension Game {
  mutating func askAboutAccess(_ request: Request, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .access(let pairs) where pairs.count == 1:
      let call = CheckAccess(viewer: pairs[0].viewer, owner: pairs[0].owner)
      return (await question(call, caller) { .access([$0]) }, reference.access(pairs, in: caller.region))
    case .access(let pairs):
      let answer = await question(BatchCheckAccess(pairs), caller, Answer.access)
      return (answer, reference.access(pairs, in: caller.region))
    case .recipients(let owner):
      let answer = await question(ResolveRecipients(owner: owner), caller, Answer.recipients)
      return (answer, reference.recipients(of: owner, in: caller.region))
    default: preconditionFailure("\(request) is no question about access")
    }
  }

  mutating func askAboutOrganization(_ request: OrganizationRequest, _ caller: Caller) async -> (Answer, Expected) {
    switch request {
    case .enable(let id):
      let answer = await never(EnableOrganizationAdminAccount(id), caller)
      return (answer, reference.organizationAdministrator(unless: Shape.isID(id)))
    case .disable(let id):
      let answer = await never(DisableOrganizationAdminAccount(id), caller)
      return (answer, reference.organizationAdministrator(unless: Shape.isID(id)))
    case .list(let size):
      let answer = await never(ListOrganizationAdminAccounts(maxResults: size), caller)
      return (answer, reference.organizationAdministrator(unless: size == nil || (1...10).contains(size ?? 0)))
    case .describe:
      let answer = await never(DescribeOrganizationConfiguration(), caller)
      return (answer, reference.organizationConfiguration(unless: true, by: caller))
    case .update(let autoEnable):
      let answer = await never(UpdateOrganizationConfiguration(autoEnable: autoEnable), caller)
      return (answer, reference.organizationConfiguration(unless: autoEnable != nil, by: caller))
    }
  }

  private func question<C: AccessCall>(_ call: C, _ caller: Caller, _ answer: (C.Output) -> Answer) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      if let output = try engine.answerNow(call, for: caller.principal.asker) { return output }
      return try await engine.perform(call, for: caller.principal.asker)
    } as: {
      answer($0)
    }
  }

  /// A call that has no answer.
  private func never<C: ReadCall>(_ call: C, _ caller: Caller) async -> Answer {
    await answered { [engine = daemon.engine] () throws(CallError) in
      try await engine.perform(call, for: caller.principal)
    } as: { _ in
      preconditionFailure("\(call) can only be refused")
    }
  }
}

internal import MusterModel
internal import MusterRPC

extension LoadCalls {
  /// Calls of a mix, about the accounts of a ground, drawn by chance: always the same ones for the same seed.
  ///
  /// `rosterRows` is what a roster may hold at most, written accounts included.
  package init(
    _ mix: LoadMix, on ground: LoadGround, rosterRows: Int = Limits.rosterRows, seed: UInt64 = 1
  ) throws(LoadError) {
    var maker = CallMaker(ground, seed: seed)
    var names: [String] = []
    var parts: [Part] = []
    for part in mix.parts where !part.operation.isWrite {
      parts.append(
        Part(kind: .prepared(try maker.calls(part)), weight: part.weight, operation: names.count))
      names.append(part.name)
    }
    var writes: Writes?
    for part in mix.parts where part.operation.isWrite {
      if writes == nil {
        writes = try maker.writes(of: part.size, operation: names.count, rosterRows: rosterRows)
        names += ["create-members:\(part.size)", "delete-members:\(part.size)"]
      }
      parts.append(
        Part(
          kind: .write(creating: part.operation == .createMembers), weight: part.weight,
          operation: writes?.operation ?? 0))
    }
    self.init(operations: names, parts: parts, writes: writes, form: .response)
  }
}

/// Encodes calls with the encoders of the house.
private struct CallMaker {
  private let ground: LoadGround
  private let arenas = ArenaPool()
  private var chance: Chance

  init(_ ground: LoadGround, seed: UInt64) {
    self.ground = ground
    chance = Chance(seed: seed)
  }

  /// As many as are needed for none to be the only one.
  mutating func calls(_ part: LoadMix.Part) throws(LoadError) -> PreparedCalls {
    var calls = PreparedCalls()
    while calls.count < Limits.preparedCalls, calls.bytes.count < Limits.preparedBytes {
      calls.add(try frame(part))
    }
    return calls
  }

  private mutating func frame(_ part: LoadMix.Part) throws(LoadError) -> [UInt8] {
    let tenant = chance.below(ground.tenants)
    let account = AccountID(number: ground.tenant(tenant))
    switch part.operation {
    case .checkAccess:
      let pair = pair(of: tenant)
      return unsafe try frame(CheckAccess(viewer: pair.viewer, owner: pair.owner), for: nil)
    case .batchCheckAccess:
      var pairs: [AccessPair] = []
      for _ in 0..<part.size { pairs.append(pair(of: chance.below(ground.tenants))) }
      return unsafe try frame(BatchCheckAccess(pairs), for: nil)
    case .resolveRecipients:
      return unsafe try frame(ResolveRecipients(owner: pair(of: tenant).owner), for: nil)
    case .getMembers:
      // Neighbours, from any of them on: each once.
      let from = chance.below(ground.members)
      let ids = (0..<part.size).map { Self.text(ground.member((from + $0) % ground.members, of: tenant)) }
      return unsafe try frame(GetMembers(ids), for: account)
    case .listMembers:
      return unsafe try frame(ListMembers(onlyAssociated: false, maxResults: part.size), for: account)
    case .describeHub:
      return unsafe try frame(DescribeHub(), for: account)
    case .createMembers, .deleteMembers:
      throw .plan("\(part.operation.rawValue) cannot be prepared as a whole.")
    }
  }

  /// An administrator and a member that it sees.
  private mutating func pair(of tenant: Int) -> AccessPair {
    AccessPair(
      viewer: Self.text(ground.tenant(tenant)),
      owner: Self.text(ground.member(chance.below(max(1, ground.associated)), of: tenant)))
  }

  func writes(of size: Int, operation: Int, rosterRows: Int) throws(LoadError) -> Writes {
    // Any that occur nowhere else in the frame.
    let ids = (0..<size).map { Self.text(ground.written + UInt64($0)) }
    let tenant = Self.text(ground.tenant(0))
    let account = AccountID(number: ground.tenant(0))
    let details = ids.map { AccountDetails(accountID: $0, email: "m\($0)@example.com") }
    return Writes(
      create: try PreparedWrite(
        unsafe frame(CreateMembers(details), for: account), tenant: tenant, accounts: ids),
      delete: try PreparedWrite(unsafe frame(DeleteMembers(ids), for: account), tenant: tenant, accounts: ids),
      size: size, firstAccount: ground.written, tenants: (0..<ground.tenants).map(ground.tenant),
      capacity: max(1, (rosterRows - ground.members) / size), operation: operation)
  }

  private func frame<C: RemoteCall>(_ call: C, for account: AccountID?) throws(LoadError) -> [UInt8] {
    try PreparedCalls.frame(call, for: account, in: ground.region, arenas)
  }

  private static func text(_ number: UInt64) -> String { AccountID(number: number)?.description ?? "" }

  typealias Writes = LoadCalls.Writes
}

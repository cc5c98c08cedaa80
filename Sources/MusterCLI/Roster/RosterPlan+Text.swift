package import MusterJSON
package import MusterModel

extension RosterPlan {
  /// For people: what changes or is worth knowing, and how many of each.
  package func text(_ style: Style) -> String {
    let listed = entries.filter { $0.step != .nothing || $0.note != nil }
    var table = Table(["ACCOUNT", "STATUS", "PLAN", "NOTE"])
    for entry in listed {
      table.add(
        .init("\(entry.id)"), .init(entry.status.map { "\($0)" }, entry.status?.tone ?? .plain),
        .init(entry.step.words, entry.step.tone), .init(entry.note))
    }
    var counts = Table(["COUNT", "PLAN"], numeric: [0])
    for step in Step.allCases where count(step) > 0 {
      counts.add(.init("\(count(step))"), .init(step.words, step.tone))
    }
    guard !entries.isEmpty else { return "" }
    return (listed.isEmpty ? "" : table.text(style) + "\n") + counts.text(style)
  }

  /// For programs: every account, and how many of each step. `unprocessed`: those not brought to where they should be; nil: nothing was tried.
  package func json(unprocessed: [UnprocessedAccount]?) -> JSONValue {
    .object([
      "Plan": .array(entries.map(\.json)),
      "Counts": .object(
        JSONObject(
          members: Step.allCases.map { JSONObject.Member(name: $0.rawValue, value: .number("\(count($0))")) })),
      "UnprocessedAccounts": unprocessed.map { .array($0.map(\.json)) },
    ])
  }
}

extension RosterPlan.Entry {
  fileprivate var json: JSONValue {
    .object([
      "AccountId": .string("\(id)"), "MemberStatus": status.map { .string("\($0)") }, "Step": .string(step.rawValue),
      "Note": note.map { .string($0) },
    ])
  }
}

extension RosterPlan.Step {
  fileprivate var words: String {
    switch self {
    case .createAndInvite: "create and invite"
    case .invite: "invite"
    case .inviteAgain: "invite again"
    case .disassociateAndDelete: "disassociate and delete"
    case .delete: "delete"
    case .leaveAlone: "leave alone"
    case .nothing: "nothing"
    }
  }

  fileprivate var tone: Tone {
    switch self {
    case .createAndInvite, .invite: .good
    case .inviteAgain: .waiting
    case .disassociateAndDelete, .delete: .bad
    case .leaveAlone, .nothing: .faint
    }
  }
}

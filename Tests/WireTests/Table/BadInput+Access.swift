import MusterModel

/// Questions of `muster.v1.Access`. What is no id is an answer to them, not an error: nobody sees anything of it.
extension BadInput {
  static let access: [BadInput] = checkedIDs + pairIDs + owners + pairCounts + regions

  private static let checkedIDs: [BadInput] = [("viewer", "Viewer", 1), ("owner", "Owner", 2)].flatMap {
    field, name, number -> [BadInput] in
    let shapes = ids(of: .checkAccess, field, name) { good, id in good.text(number, id) }
    let illFormed = illFormedIDs.map { id in
      BadInput(.checkAccess, field, "\"\(id)\"", .answered(invalidAccount)) { good, _ in good.text(number, id) }
    }
    return shapes + illFormed
  }

  private static let pairIDs: [BadInput] = [("viewer", "Viewer", 1), ("owner", "Owner", 2)].flatMap {
    field, name, number -> [BadInput] in
    let shapes = ids(of: .batchCheckAccess, "pairs.\(field)", "Pairs[1].\(name)") { good, id in
      good.message(1, pair.text(number, id))
    }
    let illFormed = BadInput(.batchCheckAccess, "pairs.\(field)", "no ids", .answered(invalidAccounts)) { good, _ in
      illFormedIDs.reduce(good.without(1)) { $0.message(1, pair.text(number, $1)) }
    }
    return shapes + [illFormed]
  }

  private static let owners: [BadInput] =
    ids(of: .resolveRecipients, "owner", "Owner") { good, id in good.text(1, id) }
    + illFormedIDs.map { id in
      let message = "Owner is \"\(id)\"; an account id is exactly 12 digits."
      return BadInput(.resolveRecipients, "owner", "\"\(id)\"", .invalid(message)) { good, _ in good.text(1, id) }
    }

  private static let pairCounts: [BadInput] = [
    BadInput(.batchCheckAccess, "pairs", "missing", .invalid("Pairs has 0 entries; send 1 to 10000")) { good, _ in
      good.without(1)
    },
    BadInput(.batchCheckAccess, "pairs", "10,001", .invalid("Pairs has 10001 entries; send 1 to 10000")) { good, _ in
      good.adding(1, .raw(Array(repeating: Message().message(1, pair).encoded, count: 10_000).flatMap(\.self)))
    },
  ]

  private static let regions: [BadInput] =
    regions(of: .checkAccess, 3) + regions(of: .batchCheckAccess, 2) + regions(of: .resolveRecipients, 2)

  private static let pair = Message().text(1, WireDaemon.administrator).text(2, WireDaemon.enabled[0])
  /// Not allowed, for that reason.
  private static let invalidAccount = Message().varint(2, 5)
  private static let invalidAccounts = illFormedIDs.reduce(Message()) { message, _ in message.message(1, invalidAccount)
  }

  private static func ids(
    of operation: Operation, _ field: String, _ name: String,
    _ adding: @escaping @Sendable (Message, String) -> Message
  ) -> [BadInput] {
    [("missing", ""), ("white space", " \t\u{2003}")].map { value, id in
      BadInput(operation, field, value, .invalid("\(name) is missing or blank")) { good, _ in adding(good, id) }
    } + [
      BadInput(operation, field, "65 bytes", .invalid("\(name) has 65 bytes; at most 64")) { good, _ in
        adding(good, text(65))
      }
    ]
  }

  private static func regions(of operation: Operation, _ number: Int) -> [BadInput] {
    let wrong = ["US-EAST-1", " ", "us east 1", "us-east-1\n", "us-éast-1", "us-east-١", text(33)]
    return wrong.map { region in
      BadInput(operation, "region", "\"\(region)\"", .invalid("Region is \"\(region)\"; it must be 1 to 32 characters"))
      {
        good, _ in good.text(number, region)
      }
    } + [disagreeing(operation, number)]
  }

  private static func disagreeing(_ operation: Operation, _ number: Int) -> BadInput {
    var row = BadInput(
      operation, "region", "unlike the metadata",
      .invalid("Region is \"us-east-1\" and metadata muster-region says otherwise")
    ) { good, _ in good.text(number, "us-east-1") }
    row.metadata = .acting(nil, in: WireDaemon.otherRegion)
    return row
  }
}

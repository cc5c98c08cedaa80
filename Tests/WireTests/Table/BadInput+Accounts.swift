import MusterModel

/// Lists of account ids, and what each operation makes of ids that are none (spec D5, D6).
extension BadInput {
  static let accountLists: [BadInput] = [
    (.getMembers, "the given account ID is not a member of the current account"),
    (.inviteMembers, "invalid or out-of-range value is specified as an input parameter"),
    (.deleteMembers, "the given account ID is not a member of the current account"),
    (.declineInvitations, "does not have an invitation from"),
    (.deleteInvitations, "does not have an invitation from"),
    // It has no place for single accounts (spec D14).
    (.disassociateMembers, nil),
  ].flatMap { operation, reason in shapes(of: operation) + illFormed(operation, reason) }

  /// Wrong in shape: refused whole, the good id that stands first too.
  private static func shapes(of operation: Operation) -> [BadInput] {
    func row(_ value: String, _ message: String, _ spoil: @escaping @Sendable (Message) -> Message) -> BadInput {
      BadInput(operation, "account_ids", value, .invalid(message)) { good, _ in spoil(good) }
    }
    return [
      row("missing", "AccountIds has 0 entries; send 1 to 1000") { $0.without(1) },
      row("1,001", "AccountIds has 1001 entries; send 1 to 1000") { $0.without(1).texts(1, ids(1001)) },
      row("1,001 times the same", "AccountIds has 1001 entries") { $0.texts(1, .init(repeating: "1", count: 1000)) },
      row("blank", "AccountIds[1] is missing or blank") { $0.text(1, "") },
      row("white space", "AccountIds[1] is missing or blank") { $0.text(1, " \t\n\u{3000}") },
      row("65 bytes", "AccountIds[1] has 65 bytes; at most 64") { $0.text(1, text(65)) },
      row("65 bytes in 33 characters", "AccountIds[1] has 66 bytes") { $0.text(1, .init(repeating: "é", count: 33)) },
    ]
  }

  /// Text that is no id, and a well-formed one that nobody has.
  private static let strange = illFormedIDs + [WireDaemon.stranger]

  private static func illFormed(_ operation: Operation, _ reason: String?) -> [BadInput] {
    let unknown =
      operation == .inviteMembers ? "the given account ID is not a member of the current account" : reason
    let answer: Answer =
      reason.map { reason in
        .unprocessed(strange.map { ($0, $0 == WireDaemon.stranger ? unknown ?? "" : reason) })
      } ?? .notFound("has no members \(strange.joined(separator: ", ")).")
    return [
      BadInput(operation, "account_ids", "no ids", answer) { good, _ in good.without(1).texts(1, strange) },
      BadInput(operation, "account_ids", "no ids, twice", answer) { good, _ in
        good.without(1).texts(1, strange).texts(1, strange)
      },
      BadInput(operation, "account_ids", "without a hub", .notSubscribed(WireDaemon.stranger), as: WireDaemon.stranger)
      { good, _ in good.without(1).texts(1, strange) },
    ]
  }

  /// Each near to twelve digits.
  static let illFormedIDs = [
    "22222222222", "2222222222222", "22222222222a", " 222222222222", "222222222222\n", "+22222222222", "-22222222222",
    "0x2222222222", "٢٢٢٢٢٢٢٢٢٢٢٢", "２２２２２２２２２２２２", "222222222222\u{301}", text(64),
  ]

  static func ids(_ count: Int) -> [String] {
    (1...count).compactMap { AccountID(number: UInt64($0)) }.map { "\($0)" }
  }

  static func text(_ count: Int) -> String { String(repeating: "x", count: count) }
}

/// CreateMembers, which takes more than ids (spec D7).
extension BadInput {
  static let createMembers: [BadInput] = [
    details("missing", .invalid("AccountDetails has 0 entries; send 1 to 50")) { $0.without(1) },
    details("51", .invalid("AccountDetails has 51 entries; send 1 to 50")) { _ in .details(ids(51)) },
    details("51 times the same", .invalid("AccountDetails has 51 entries")) { _ in
      .details(.init(repeating: WireDaemon.stranger, count: 51))
    },
    details("a million", .overloaded("needs more memory than one message may have")) { _ in
      Message().adding(1, .raw(Array(repeating: [0x0A, 0x00], count: 1 << 20).flatMap(\.self)))
    },
    id("missing", .invalid("AccountDetails[1].AccountId is missing or blank")) { $0.message(1, Message()) },
    id("blank", .invalid("AccountDetails[1].AccountId is missing or blank")) { $0.message(1, Message().text(1, "")) },
    id("white space", .invalid("AccountDetails[1].AccountId is missing or blank")) {
      $0.message(1, Message().text(1, " \t"))
    },
    id("65 bytes", .invalid("AccountDetails[1].AccountId has 65 bytes; at most 64")) {
      $0.message(1, Message().text(1, text(65)))
    },
    id("no ids", .unprocessed(illFormedIDs, "invalid or out-of-range value is specified as an input parameter")) { _ in
      .details(illFormedIDs)
    },
    id("the caller's own", .unprocessed([WireDaemon.administrator], "cannot become a member of itself")) { _ in
      .details([WireDaemon.administrator])
    },
    id("a member's, twice", .unprocessed([WireDaemon.created, WireDaemon.created], "is already a member")) { _ in
      .details([WireDaemon.created, WireDaemon.created])
    },
    email("blank", "AccountDetails[0].Email is missing or blank") { "" },
    email("white space", "AccountDetails[0].Email is missing or blank") { "\u{A0} " },
    email("1,025 bytes", "AccountDetails[0].Email has 1025 bytes; at most 1024") { text(1025) },
    BadInput(
      .createMembers, "account_details", "by a member",
      .unprocessed([WireDaemon.stranger], "already an associated member of another master account"),
      as: WireDaemon.enabled[0]
    ) { good, _ in good },
  ]

  private static func details(
    _ value: String, _ answer: Answer, _ spoil: @escaping @Sendable (Message) -> Message
  ) -> BadInput { BadInput(.createMembers, "account_details", value, answer) { good, _ in spoil(good) } }

  private static func id(
    _ value: String, _ answer: Answer, _ spoil: @escaping @Sendable (Message) -> Message
  ) -> BadInput { BadInput(.createMembers, "account_details.account_id", value, answer) { good, _ in spoil(good) } }

  private static func email(
    _ value: String, _ message: String, _ email: @escaping @Sendable () -> String
  ) -> BadInput {
    BadInput(.createMembers, "account_details.email", value, .invalid(message)) { good, _ in
      good.replacing([1, 2], with: .bytes(Array(email().utf8)))
    }
  }
}

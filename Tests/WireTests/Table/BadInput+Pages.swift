import MusterModel

/// Pages: their size, and tokens that were made for something else (spec 4.3).
extension BadInput {
  static let pages: [BadInput] =
    sizes(of: .listMembers, field: 2, most: 50) + sizes(of: .listInvitations, field: 1, most: 50)
    + sizes(of: .listOrganizationAdminAccounts, field: 1, most: 10)
    + tokens(of: .listMembers, field: 3) + tokens(of: .listInvitations, field: 2) + foreignTokens
    + [
      BadInput(.listOrganizationAdminAccounts, "next_token", "513 bytes", .invalid("NextToken has 513 bytes")) {
        good, _ in good.text(2, text(513))
      }
    ]

  private static func sizes(of operation: Operation, field: Int, most: Int) -> [BadInput] {
    [0, -1, most + 1, Int(Int32.min), Int(Int32.max)].map { size in
      BadInput(
        operation, "max_results", "\(size)",
        .invalid("MaxResults is \(size); it must be a number between 1 and \(most).")
      ) { good, _ in good.varint(field, Int64(size)) }
    }
  }

  /// Tokens that nobody was given.
  private static func tokens(of operation: Operation, field: Int) -> [BadInput] {
    let made: [(String, @Sendable (String) -> String)] = [
      ("invented", { _ in "token" }), ("blank", { _ in " " }), ("shortened", { String($0.dropLast(2)) }),
      ("lengthened", { $0 + "00" }), ("in upper case", { $0.uppercased() }),
      ("of another position", { $0.replacing($0.prefix(16), with: "000000000000000f") }),
      ("sealed by nobody", { $0.prefix(16) + String(repeating: "0", count: 32) }),
      ("in wide digits", { $0.replacing("0", with: "０") }), ("of 512 bytes", { _ in text(512) }),
    ]
    let refused = "is not one that \(operation) gave this account in this Region with the same arguments; omit it"
    return made.map { value, change in
      BadInput(operation, "next_token", value, .invalid(refused)) { good, daemon in
        good.text(
          field, change(operation == .listMembers ? daemon.tokens.members : daemon.tokens.invitations))
      }
    } + [
      BadInput(operation, "next_token", "513 bytes", .invalid("NextToken has 513 bytes; send the token of the page")) {
        good, _ in good.text(field, text(513))
      }
    ]
  }

  /// Tokens that somebody was given for something else.
  private static let foreignTokens: [BadInput] = [
    foreign("of another operation") { $0.invitations }, foreign("of another filter") { $0.enabledMembers },
    foreign("of another account") { $0.otherAccount }, foreign("of another Region") { $0.otherRegion },
    BadInput(.listInvitations, "next_token", "of another operation", .invalid("is not one that ListInvitations gave")) {
      good, daemon in good.text(2, daemon.tokens.members)
    },
    BadInput(
      .listInvitations, "next_token", "of another account", .invalid("is not one that ListInvitations gave"),
      as: WireDaemon.administrator
    ) { good, daemon in good.text(2, daemon.tokens.invitations) },
  ]

  private static func foreign(
    _ value: String, _ token: @escaping @Sendable (WireDaemon.Tokens) -> String
  ) -> BadInput {
    BadInput(.listMembers, "next_token", value, .invalid("is not one that ListMembers gave")) { good, daemon in
      good.text(3, token(daemon.tokens))
    }
  }
}

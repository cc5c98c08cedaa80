import MusterModel
import TTRPC

/// The one request that names who acts, and where, itself.
extension BadInput {
  static let watching: [BadInput] = accounts + contradictions + noHub + regions

  private static let accounts: [BadInput] =
    [" ", "11111111111", "1111111111111", "11111111111a", "١١١١١١١١١١١١", "１１１１１１１１１１１１", "*"].map { account in
      alone("account", "\"\(account)\"", .invalid("Account is \"\(account)\"; it must be exactly 12 digits.")) {
        $0.text(1, account)
      }
    } + [
      alone("account", "65 bytes", .invalid("Account has 65 bytes; it must be exactly 12 digits.")) {
        $0.text(1, text(65))
      },
      alone(
        "account", "missing",
        .invalid("Metadata muster-account is missing; send the acting account's 12 digits in it, or in Account.")
      ) { $0.text(2, "us-east-1") },
    ]

  private static let contradictions: [BadInput] = [
    BadInput(
      .watchMembers, "account", "unlike the metadata",
      .invalid("Account is \"222222222222\" and metadata muster-account says otherwise; send one of them, or the same.")
    ) { good, _ in good.text(1, WireDaemon.enabled[0]) },
    with(.acting(WireDaemon.administrator, in: WireDaemon.otherRegion), "unlike the metadata") {
      $0.text(2, "us-east-1")
    },
  ]

  private static let noHub: [BadInput] = [
    alone("account", "of a stranger", .notSubscribed(WireDaemon.stranger)) { $0.text(1, WireDaemon.stranger) },
    alone("region", "where it has no hub", .notSubscribed(WireDaemon.administrator)) {
      $0.text(1, WireDaemon.administrator).text(2, "eu-north-1")
    },
  ]

  private static let regions: [BadInput] =
    ["US-EAST-1", " ", "us east 1", "us-east-1\n", "us-éast-1", "us-east-١", text(33)].map { region in
      alone("region", "\"\(region)\"", .invalid("Region is \"\(region)\"; it must be 1 to 32 characters")) {
        $0.text(1, WireDaemon.administrator).text(2, region)
      }
    }

  /// As a stock client sends it, without metadata.
  private static func alone(
    _ field: String, _ value: String, _ expected: Answer, _ message: @escaping @Sendable (Message) -> Message
  ) -> BadInput {
    var row = BadInput(.watchMembers, field, value, expected) { good, _ in message(good) }
    row.metadata = [:]
    return row
  }

  private static func with(
    _ metadata: Metadata, _ value: String, _ message: @escaping @Sendable (Message) -> Message
  ) -> BadInput {
    var row = BadInput(
      .watchMembers, "region", value, .invalid("Region is \"us-east-1\" and metadata muster-region says otherwise")
    ) { good, _ in message(good) }
    row.metadata = metadata
    return row
  }
}

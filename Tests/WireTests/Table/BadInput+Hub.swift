import MusterModel
import TTRPC

/// Hubs and their settings, ARNs, invitations to accept, and what only an organization could ask (spec 2.3, 3.4, 3.6).
extension BadInput {
  private static let us = WireDaemon.administrator

  static let hubs: [BadInput] =
    choice(.enableSecurityHub, "control_finding_generator", [3], generators)
    + choice(.updateSecurityHubConfiguration, "control_finding_generator", [2], generators)
    + hubARNs + resourceARNs(of: .tagResource) + resourceARNs(of: .untagResource)
    + resourceARNs(of: .listTagsForResource)

  private static let generators = "1 (STANDARD_CONTROL) or 2 (SECURITY_CONTROL)"

  /// Numbers that stand for nothing.
  private static func choice(
    _ operation: Operation, _ field: String, _ path: ArraySlice<Int>, _ allowed: String
  ) -> [BadInput] {
    [Int64(3), -1, 77, Int64(Int32.min)].map { number in
      BadInput(operation, field, "\(number)", .invalid("is \(number), which is none of its values; send \(allowed)")) {
        good, _ in good.replacing(path, with: .varint(number))
      }
    }
  }

  /// No hub but the caller's own is there for it.
  private static let foreignARNs = [
    ("another account's", WireDaemon.arn(of: WireDaemon.otherAdministrator)),
    ("another Region's", WireDaemon.arn(of: us, in: WireDaemon.otherRegion)),
    ("with a space", WireDaemon.arn(of: us) + " "), ("of a product", "arn:aws:securityhub:us-east-1::product/x/y"),
  ]

  private static let hubARNs: [BadInput] = {
    func row(_ value: String, _ arn: String, _ answer: Answer) -> BadInput {
      BadInput(.describeHub, "hub_arn", value, answer) { good, _ in good.text(1, arn) }
    }
    let unknown = foreignARNs + [("malformed", "hub"), ("of another partition", "arn:aws-cn:securityhub:x")]
    let rows = unknown.map { row($0, $1, .notFound("Hub \($1) does not exist; the caller's own is arn:aws:")) }
    return rows + [
      row("blank", "", .invalid("HubArn is missing or blank")),
      row("white space", " ", .invalid("HubArn is missing or blank")),
      row("2,049 bytes", text(2049), .invalid("HubArn has 2049 bytes; at most 2048")),
    ]
  }()

  private static func resourceARNs(of operation: Operation) -> [BadInput] {
    func row(_ value: String, _ arn: String, _ answer: Answer) -> BadInput {
      BadInput(operation, "resource_arn", value, answer) { good, _ in good.text(1, arn) }
    }
    let foreign = foreignARNs.map { value, arn in
      row(value, arn, .notFound("Resource \(arn) does not exist; account \(us) can tag its own hub"))
    }
    let malformed = ["hub", "arn:aws-cn:securityhub:x", "arn:aws:iam::\(us):root"].map { arn in
      row(arn, arn, .invalid("ResourceArn is \"\(arn)\"; it must begin with arn:aws:securityhub:."))
    }
    return foreign + malformed + [
      row("missing", "", .invalid("ResourceArn is missing or blank")),
      row("white space", "\n", .invalid("ResourceArn is missing or blank")),
      row("2,049 bytes", "arn:aws:securityhub:" + text(2029), .invalid("ResourceArn has 2049 bytes; at most 2048")),
    ]
  }

  static let accepting: [BadInput] =
    acceptedIDs(1, "administrator_id", "AdministratorId") + acceptedIDs(2, "invitation_id", "InvitationId") + [
      accept("another's", { _ in us }, { $0.invitationIDs[WireDaemon.otherAdministrator] ?? "" }),
      accept("of another administrator", { _ in WireDaemon.otherAdministrator }, { $0.invitationIDs[us] ?? "" }),
      accept("of a stranger", { _ in WireDaemon.stranger }, { $0.invitationIDs[us] ?? "" }),
      accept("of itself", { _ in WireDaemon.invited }, { $0.invitationIDs[us] ?? "" }),
      accept("in upper case", { _ in us }, { ($0.invitationIDs[us] ?? "").uppercased() }),
      accept("shortened", { _ in us }, { String(($0.invitationIDs[us] ?? "").dropLast()) }),
      accept("of zeros", { _ in us }, { _ in String(repeating: "0", count: 32) }),
    ]

  private static func acceptedIDs(_ number: Int, _ field: String, _ name: String) -> [BadInput] {
    func row(_ value: String, _ text: String, _ answer: Answer, as caller: String? = nil) -> BadInput {
      BadInput(.acceptAdministratorInvitation, field, value, answer, as: caller) { good, _ in good.text(number, text) }
    }
    let unknown = Answer.notFound("Account \(WireDaemon.invited) has no invitation")
    return illFormedIDs.map { row("\"\($0)\"", $0, unknown) } + [
      row("missing", "", .invalid("\(name) is missing or blank")),
      row("white space", " \r\n", .invalid("\(name) is missing or blank")),
      row("65 bytes", text(65), .invalid("\(name) has 65 bytes; at most 64")),
      row("no id, without a hub", "x", .notSubscribed(WireDaemon.stranger), as: WireDaemon.stranger),
      row("white space, without a hub", " ", .invalid("\(name) is missing or blank"), as: WireDaemon.stranger),
    ]
  }

  private static func accept(
    _ value: String, _ administrator: @escaping @Sendable (WireDaemon) -> String,
    _ invitation: @escaping @Sendable (WireDaemon) -> String
  ) -> BadInput {
    BadInput(
      .acceptAdministratorInvitation, "invitation_id", value,
      .notFound("Account \(WireDaemon.invited) has no invitation")
    ) { _, daemon in Message().text(1, administrator(daemon)).text(2, invitation(daemon)) }
  }

  static let organization: [BadInput] =
    administrators(.enableOrganizationAdminAccount) + administrators(.disableOrganizationAdminAccount)
    + choice(.listOrganizationAdminAccounts, "feature", [3], "1 (")
    + choice(.updateOrganizationConfiguration, "auto_enable_standards", [2], "1 (")
    + choice(.updateOrganizationConfiguration, "organization_configuration.configuration_type", [3, 1], "1 (")
    + [
      BadInput(.updateOrganizationConfiguration, "auto_enable", "missing", .invalid("AutoEnable is missing; send true"))
      {
        good, _ in good.without(1)
      }
    ]

  private static func administrators(_ operation: Operation) -> [BadInput] {
    func row(_ value: String, _ id: String, _ answer: Answer) -> BadInput {
      BadInput(operation, "admin_account_id", value, answer) { good, _ in good.text(1, id) }
    }
    // There is no organization that any account could administer (spec D16).
    let none = Answer.refused(
      .permissionDenied, "AccessDeniedException", "Your account is not a member of an organization")
    return choice(operation, "feature", [2], "1 (") + [
      row("missing", "", .invalid("AdminAccountId is missing or blank")),
      row("white space", " ", .invalid("AdminAccountId is missing or blank")),
      row("65 bytes", text(65), .invalid("AdminAccountId has 65 bytes; at most 64")),
      row("no id", "x", none),
    ]
  }
}

@testable import MusterGateway

/// A field of a body, to be sent as what it is not.
struct WrongType: Sendable {
  enum Kind: Sendable {
    case string
    case truth
    case list
    case object

    /// As messages say it.
    var wanted: String {
      switch self {
      case .string: "a string"
      case .truth: "true or false"
      case .list: "a list"
      case .object: "an object"
      }
    }

    /// Values of every other type, and what messages call them.
    var others: [(value: String, article: String)] {
      let all: [(Kind?, String, String)] = [
        (.string, #""true""#, "a string"), (.truth, "true", "a boolean"), (.list, "[]", "a list"),
        (.object, "{}", "an object"), (nil, "1", "a number"), (nil, "1e400", "a number"),
      ]
      return all.filter { $0.0 != self }.map { ($0.1, $0.2) }
    }
  }

  var line: String
  var path: String
  var kind: Kind
  /// The body, with `?` for the value.
  var body: String
  /// Whether null is a value of the wrong type too, which it is in lists and maps, instead of none.
  var nullIsWrong: Bool

  init(_ line: String, _ path: String, _ kind: Kind, _ body: String? = nil, nullIsWrong: Bool = false) {
    self.line = line
    self.path = path
    self.kind = kind
    self.body = body ?? #"{"\#(path)":?}"#
    self.nullIsWrong = nullIsWrong
  }

  func request(_ value: String) -> Request { Request(line, body.replacing("?", with: value)) }

  func isOf(_ route: Route) -> Bool { (try? request("null").route().0.name) == route.name }

  static let all = hub + lists + accepting + organization + tags

  private static let hub = [
    WrongType("POST /accounts", "Tags", .object),
    WrongType("POST /accounts", "Tags.a", .string, #"{"Tags":{"a":?}}"#, nullIsWrong: true),
    WrongType("POST /accounts", "EnableDefaultStandards", .truth),
    WrongType("POST /accounts", "ControlFindingGenerator", .string),
    WrongType("PATCH /accounts", "AutoEnableControls", .truth),
    WrongType("PATCH /accounts", "ControlFindingGenerator", .string),
  ]

  private static let lists =
    [
      WrongType("POST /members", "AccountDetails", .list),
      WrongType("POST /members", "AccountDetails[0]", .object, #"{"AccountDetails":[?]}"#, nullIsWrong: true),
      WrongType("POST /members", "AccountDetails[0].AccountId", .string, #"{"AccountDetails":[{"AccountId":?}]}"#),
      WrongType(
        "POST /members", "AccountDetails[1].Email", .string,
        #"{"AccountDetails":[{"AccountId":"1"},{"AccountId":"2","Email":?}]}"#),
    ]
    + [
      "/members/get", "/members/invite", "/members/disassociate", "/members/delete", "/invitations/decline",
      "/invitations/delete",
    ].flatMap { path in
      [
        WrongType("POST \(path)", "AccountIds", .list),
        WrongType("POST \(path)", "AccountIds[1]", .string, #"{"AccountIds":["1",?]}"#, nullIsWrong: true),
      ]
    }

  private static let accepting = [
    WrongType("POST /administrator", "AdministratorId", .string, #"{"AdministratorId":?,"InvitationId":"i"}"#),
    WrongType("POST /administrator", "InvitationId", .string, #"{"AdministratorId":"1","InvitationId":?}"#),
    WrongType("POST /master", "MasterId", .string, #"{"MasterId":?,"InvitationId":"i"}"#),
    WrongType("POST /master", "InvitationId", .string, #"{"MasterId":"1","InvitationId":?}"#),
  ]

  private static let organization =
    ["enable", "disable"].flatMap { verb in
      [
        WrongType("POST /organization/admin/\(verb)", "AdminAccountId", .string),
        WrongType(
          "POST /organization/admin/\(verb)", "Feature", .string, #"{"AdminAccountId":"1","Feature":?}"#),
      ]
    }
    + [
      configuration("AutoEnable", .truth, #"{"AutoEnable":?}"#),
      configuration("AutoEnableStandards", .string, #"{"AutoEnable":true,"AutoEnableStandards":?}"#),
      configuration("OrganizationConfiguration", .object, #"{"AutoEnable":true,"OrganizationConfiguration":?}"#),
    ]
    + ["ConfigurationType", "Status", "StatusMessage"].map { name in
      configuration(
        "OrganizationConfiguration.\(name)", .string,
        #"{"AutoEnable":true,"OrganizationConfiguration":{"\#(name)":?}}"#)
    }

  private static func configuration(_ path: String, _ kind: Kind, _ body: String) -> WrongType {
    WrongType("POST /organization/configuration", path, kind, body)
  }

  private static let tags = [
    WrongType("POST /tags/\(encodedHubARN)", "Tags", .object),
    WrongType("POST /tags/\(encodedHubARN)", "Tags.a", .string, #"{"Tags":{"a":?}}"#, nullIsWrong: true),
  ]
}

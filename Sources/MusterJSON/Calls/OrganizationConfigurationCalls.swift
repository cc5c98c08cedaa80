public import MusterModel

extension DescribeOrganizationConfiguration: JSONCall {
  public init(request: JSONObject) throws(JSONError) { self.init() }
}

extension UpdateOrganizationConfiguration: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    let configuration: OrganizationConfiguration? = try request.optional("OrganizationConfiguration")
    self.init(
      autoEnable: try request.optional("AutoEnable"),
      autoEnableStandards: try request.optional("AutoEnableStandards"),
      configurationType: configuration?.type)
  }
}

/// Of AWS's structure what a client can set. The other members tell how setting it went, and clients send back
/// what they were told: it is read, so that what is no such structure is refused, and means nothing.
private struct OrganizationConfiguration: JSONConvertible {
  var type: ConfigurationType?

  var json: JSONValue { .object(["ConfigurationType": type?.json]) }

  init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    type = try object.optional("ConfigurationType")
    let _: Status? = try object.optional("Status")
    let _: String? = try object.optional("StatusMessage")
  }

  enum Status: String, JSONName {
    case pending = "PENDING"
    case enabled = "ENABLED"
    case failed = "FAILED"

    var description: String { rawValue }
  }
}

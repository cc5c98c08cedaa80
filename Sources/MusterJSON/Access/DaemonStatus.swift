public import MusterModel

// Names of Muster's own: AWS has nothing like it.
extension DaemonStatus: JSONConvertible {
  public var json: JSONValue {
    .object([
      "Version": version.json,
      "ProcessId": processID.json,
      "StartedAt": startedAt.json,
      "Data": data.json,
      "DefaultRegion": defaultRegion.json,
      "Writable": isWritable.json,
      "ResidentTenants": residentTenants.json,
      "Calls": calls.json,
    ])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      version: try object.value("Version"),
      processID: try object.value("ProcessId"),
      startedAt: try object.value("StartedAt"),
      data: try object.value("Data"),
      defaultRegion: try object.value("DefaultRegion"),
      isWritable: try object.value("Writable"),
      residentTenants: try object.value("ResidentTenants"),
      calls: try object.value("Calls"))
  }
}

extension CallCount: JSONConvertible {
  public var json: JSONValue {
    .object(["Method": method.json, "Code": code.json, "Count": count.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(
      method: try object.value("Method"), code: try object.value("Code"), count: try object.value("Count"))
  }
}

public import MusterModel

extension AcceptAdministratorInvitation: JSONCall {
  public init(request: JSONObject) throws(JSONError) {
    try self.init(request: request, naming: .administrator)
  }

  /// An operation of one generation does not know the other's name: to it, the administrator is missing then.
  public init(request: JSONObject, naming generation: NamingGeneration) throws(JSONError) {
    self.init(
      administratorID: try request.value(generation.administratorIDField),
      invitationID: try request.value("InvitationId"))
  }
}

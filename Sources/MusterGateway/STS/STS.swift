/// The one operation of STS that clients of Security Hub need: Terraform asks whose credentials it has before it does
/// anything (spec D23). STS speaks AWS's query protocol, forms in and XML out, in its errors too.
enum STS {
  static let version = "2011-06-15"
  private static let operation = "GetCallerIdentity"

  /// Answers a request of `caller`, whose signature is known to be good. POST has the parameters in its body, GET in
  /// its query.
  static func answer(
    query: String, body: some Collection<UInt8>, for caller: Caller, requestID: String
  ) -> Answer {
    let parameters = [
      EncodedPairs(String(decoding: body, as: UTF8.self), plusIsSpace: true), EncodedPairs(query),
    ]
    let action = first("Action", in: parameters)
    guard let action else {
      return STSError(
        "MissingAction", "Action is missing; send Action=\(operation)&Version=\(version), alone or as a form."
      ).answer(requestID: requestID)
    }
    let version = first("Version", in: parameters)
    guard action == operation, version == Self.version else {
      return STSError(
        "InvalidAction",
        "Could not find operation \(action.quoted) for version \(version?.quoted ?? "NO_VERSION_SPECIFIED"); Muster "
          + "has \(operation) for version \(Self.version)."
      ).answer(requestID: requestID)
    }
    return CallerIdentity(caller).answer(requestID: requestID)
  }

  /// What a request is refused with that never got as far: nobody may have signed it.
  static func refusal(_ error: AWSError, requestID: String) -> Answer {
    STSError(error).answer(requestID: requestID)
  }

  private static func first(_ name: String, in parameters: [EncodedPairs]) -> String? {
    for pairs in parameters {
      if let value = (try? pairs.values(of: name))?.first { return value }
    }
    return nil
  }
}

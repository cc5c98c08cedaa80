/// Why a request of STS was not done.
struct STSError: Hashable {
  var status: Int
  var code: String
  var message: String

  init(_ code: String, _ message: String) {
    status = 400
    self.code = code
    self.message = message
  }

  /// The same error under the name that it has in AWS's query protocol, where it differs.
  init(_ error: AWSError) {
    status = error.status
    message = error.message
    code =
      switch error.code {
      case .missingAuthenticationToken: "MissingAuthenticationToken"
      case .incompleteSignature: "IncompleteSignature"
      case .unrecognizedClient: "InvalidClientTokenId"
      case .invalidSignature: "SignatureDoesNotMatch"
      case .expiredToken: "ExpiredToken"
      case .requestEntityTooLarge: "RequestEntityTooLarge"
      case .internal: "InternalFailure"
      case .accessDenied: "AccessDenied"
      case .limitExceeded: "Throttling"
      case .serviceUnavailable: "ServiceUnavailable"
      case .invalidInput, .serialization: "InvalidParameterValue"
      case .unknownOperation: "InvalidAction"
      case .invalidAccess, .resourceNotFound, .resourceConflict: error.code.rawValue
      }
  }

  func answer(requestID: String) -> Answer {
    let error =
      XML.element("Type", status < 500 ? "Sender" : "Receiver") + XML.element("Code", code)
      + XML.element("Message", message.isEmpty ? code : message)
    return Answer(
      status: status, type: XML.contentType, requestID: requestID,
      text: XML.document("ErrorResponse", XML.element("Error", raw: error) + XML.element("RequestId", requestID)))
  }
}

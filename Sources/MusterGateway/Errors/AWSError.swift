internal import MusterModel

/// Why a request was not done, as AWS's clients hear of it.
struct AWSError: Error, Hashable, Sendable {
  var code: Code
  /// For people: names the field, the value and the remedy.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// AWS's names. First those of the service's model (spec 2.2), then those that its front end has for every service
  /// (spec 5.4).
  enum Code: String, Hashable, Sendable, CaseIterable {
    case invalidInput = "InvalidInputException"
    case invalidAccess = "InvalidAccessException"
    case accessDenied = "AccessDeniedException"
    case resourceNotFound = "ResourceNotFoundException"
    case resourceConflict = "ResourceConflictException"
    case limitExceeded = "LimitExceededException"
    case `internal` = "InternalException"

    case unknownOperation = "UnknownOperationException"
    case serialization = "SerializationException"
    case missingAuthenticationToken = "MissingAuthenticationTokenException"
    case incompleteSignature = "IncompleteSignatureException"
    case unrecognizedClient = "UnrecognizedClientException"
    case invalidSignature = "InvalidSignatureException"
    case expiredToken = "ExpiredTokenException"
    case requestEntityTooLarge = "RequestEntityTooLargeException"
    case serviceUnavailable = "ServiceUnavailable"
  }

  /// The HTTP status. Never 401 for a signature: that is InvalidAccess alone, which tools take for "not enabled".
  var status: Int {
    switch code {
    case .invalidInput, .serialization: 400
    case .invalidAccess: 401
    case .accessDenied, .missingAuthenticationToken, .incompleteSignature, .unrecognizedClient, .invalidSignature,
      .expiredToken:
      403
    case .resourceNotFound, .unknownOperation: 404
    case .resourceConflict: 409
    case .requestEntityTooLarge: 413
    case .limitExceeded: 429
    case .internal: 500
    case .serviceUnavailable: 503
    }
  }
}

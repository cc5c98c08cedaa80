internal import CMusterProto
package import MusterModel
package import TTRPC

extension CallError.Code {
  /// The gRPC code that stands for it on the wire (DESIGN section 4).
  var status: Status.Code {
    switch self {
    case .invalidInput: .invalidArgument
    case .invalidAccess: .failedPrecondition
    case .accessDenied: .permissionDenied
    case .resourceNotFound: .notFound
    case .resourceConflict: .alreadyExists
    case .limitExceeded, .overloaded: .resourceExhausted
    case .internal: .internal
    case .unavailable: .unavailable
    case .deadlineExceeded: .deadlineExceeded
    case .cancelled: .cancelled
    }
  }

  /// Whether AWS has the error, so that its name goes along as `google.rpc.ErrorInfo`. Overload shares a code
  /// with LimitExceeded and goes without, which is how a client tells "slow down" from a quota.
  private var carriesName: Bool {
    switch self {
    case .overloaded, .deadlineExceeded, .cancelled: false
    default: true
    }
  }

  fileprivate var errorInfo: Status.Detail? {
    guard carriesName, let arena = Arena(limit: ErrorInfo.arenaBytes) else { return nil }
    return ErrorInfo.encode(reason: awsName, in: arena)
  }
}

extension Status {
  /// An error of a call as it goes over the wire.
  init(_ error: CallError) {
    self.init(code: error.code.status, message: error.message, details: error.code.errorInfo.map { [$0] } ?? [])
  }
}

extension CallError {
  /// The same error at the other end: by its name where one came along, else by the code. Nil for a status
  /// that no Muster daemon sends for a call.
  package init?(_ status: Status) {
    if let name = ErrorInfo.reason(in: status.details), let code = Code(awsName: name) {
      self.init(code, status.message)
      return
    }
    switch status.code {
    case .invalidArgument: self.init(.invalidInput, status.message)
    case .resourceExhausted: self.init(.overloaded, status.message)
    case .internal, .unknown: self.init(.internal, status.message)
    case .unavailable: self.init(.unavailable, status.message)
    case .deadlineExceeded: self.init(.deadlineExceeded, status.message)
    case .cancelled: self.init(.cancelled, status.message)
    default: return nil
    }
  }
}

extension CallError {
  /// What a request that cannot be read is answered with.
  init(_ error: WireError) {
    switch error {
    case .malformed(let message):
      self.init(.internal, "The payload is not a \(message); encode it as Muster's proto says.")
    case .tooLarge:
      self.init(.overloaded, "The message needs more memory than one message may have; send less in one call.")
    case .badText(let field):
      self.init(.invalidInput, "\(field) holds a NUL or is not valid UTF-8; send it as text.")
    case .badValue(let field, let value, let allowed):
      self.init(.invalidInput, "\(field) is \(value), which is none of its values; send \(allowed), or leave it out.")
    case .repeated(let field, let key):
      // By scalars: one character may be made of any number of them.
      let shown = String(String.UnicodeScalarView(key.unicodeScalars.prefix(64)))
      self.init(.invalidInput, "\(field) has the key \"\(shown)\" twice; send each key once.")
    case .badReply(let reason):
      self.init(.internal, reason)
    }
  }
}

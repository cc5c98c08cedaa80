internal import MusterJSON
internal import MusterModel

extension AWSError {
  /// What the model, or a daemon, refused a call with. What AWS has no name for is the same to its clients: try again
  /// later.
  init(_ error: CallError) {
    let code: Code =
      switch error.code {
      case .invalidInput: .invalidInput
      case .invalidAccess: .invalidAccess
      case .accessDenied: .accessDenied
      case .resourceNotFound: .resourceNotFound
      case .resourceConflict: .resourceConflict
      case .limitExceeded: .limitExceeded
      case .internal: .internal
      case .unavailable, .overloaded, .deadlineExceeded, .cancelled: .serviceUnavailable
      }
    self.init(code, error.message)
  }

  /// What a request's document is refused with (spec 5.4).
  init(_ error: JSONError) {
    switch error.kind {
    case .syntax:
      let place = error.line.map { " in line \($0)" } ?? ""
      self.init(.serialization, "The body is not JSON\(place): \(error.problem).")
    case .shape:
      self.init(.invalidInput, "\(error).")
    }
  }
}

/// The outcome of a call as the server reported it: `google.rpc.Status`.
///
/// A method throws one to refuse a call, and a caller meets it as ``CallFailure/status(_:)``.
public struct Status: Error, Sendable, Equatable {
  /// What went wrong, for programs.
  public var code: Code

  /// What went wrong, for people. Not meant to be parsed.
  public var message: String

  /// Typed facts about the error, such as a `google.rpc.ErrorInfo`. Carried byte for byte.
  public var details: [Detail]

  /// An error to throw from a method. Codes are gRPC's; a message should name what is wrong, its value, and the remedy.
  public init(code: Code, message: String, details: [Detail] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// A message of any type beside the error: `google.protobuf.Any`.
  public struct Detail: Sendable, Equatable {
    /// Names the type of `value`, for example `type.googleapis.com/google.rpc.ErrorInfo`.
    public var typeURL: String

    /// The message, encoded.
    public var value: [UInt8]

    /// A message that is encoded already.
    public init(typeURL: String, value: [UInt8]) {
      self.typeURL = typeURL
      self.value = value
    }
  }
}

extension Status: CustomStringConvertible {
  public var description: String {
    message.isEmpty ? "\(code)" : "\(code): \(message)"
  }
}

/// Where a request goes, by its method and path alone.
enum Destination: Sendable {
  /// `label`: what the path has for the route's ``Route/labelName``, still encoded.
  case operation(Route, label: String?)
  /// STS, whose one address is `/`.
  case sts
  case health(Health)
  case nowhere(Nowhere)

  enum Health: String, Hashable, Sendable, CaseIterable {
    /// Whether the gateway runs.
    case live = "healthz"
    /// Whether it can have calls answered.
    case ready = "readyz"
  }
}

/// Why a request leads nowhere, which it is told before anybody asks who sent it (spec D21).
enum Nowhere: Hashable, Sendable {
  /// An operation of AWS's service that Muster does not have.
  case unimplemented(operation: String)
  case unknown(method: String, path: String)

  /// AWS's name of the operation, if it is one.
  var operation: String? {
    if case .unimplemented(let operation) = self { operation } else { nil }
  }

  var refusal: AWSError {
    switch self {
    case .unimplemented(let operation):
      AWSError(
        .unknownOperation,
        "Muster does not have \(operation). Of AWS Security Hub it has \(Self.implemented).")
    case .unknown(let method, let path):
      AWSError(
        .unknownOperation,
        "\(method.quoted) of \(path.quoted) is no operation of AWS Security Hub in its version of 2018-10-26; "
          + "check the endpoint that the client was given, and its version.")
    }
  }

  private static let implemented = Route.all.map(\.name).sorted().joined(separator: ", ")
}

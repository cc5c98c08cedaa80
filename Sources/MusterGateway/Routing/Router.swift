/// Finds where a request goes.
///
/// Paths are compared as they were sent, byte for byte: every client sends them so, an ARN in one is decoded afterwards
/// (its slashes may be encoded or not), and nobody adds a slash at the end.
struct Router: Sendable {
  /// By path, then by method.
  private let literal: [String: [String: Destination]]
  /// Paths that end in a label.
  private let labelled: [Labelled]

  private struct Labelled: Sendable {
    var method: String
    /// The path before the label.
    var prefix: String
    /// Makes the destination from the rest of the path.
    var destination: @Sendable (String) -> Destination
  }

  init() {
    var literal: [String: [String: Destination]] = ["/": ["GET": .sts, "POST": .sts]]
    var labelled: [Labelled] = []
    for health in Destination.Health.allCases {
      literal["/\(health.rawValue)"] = ["GET": .health(health), "HEAD": .health(health)]
    }
    for route in Route.all {
      if let prefix = Self.prefix(of: route.path) {
        labelled.append(
          Labelled(method: route.method, prefix: prefix) { .operation(route, label: $0) })
      } else {
        literal[route.path, default: [:]][route.method] = .operation(route, label: nil)
      }
    }
    for (method, path, operation) in UnimplementedOperations.all {
      if let prefix = Self.prefix(of: path) {
        labelled.append(
          Labelled(method: method, prefix: prefix) { _ in .nowhere(.unimplemented(operation: operation)) })
      } else {
        literal[path, default: [:]][method] = .nowhere(.unimplemented(operation: operation))
      }
    }
    self.literal = literal
    self.labelled = labelled
  }

  /// `path`: as it was sent, still percent-encoded and without the query.
  func route(method: String, path: String) -> Destination {
    if let found = literal[path]?[method] { return found }
    for candidate in labelled where candidate.method == method && path.utf8.starts(with: candidate.prefix.utf8) {
      return candidate.destination(String(Substring(path.utf8.dropFirst(candidate.prefix.utf8.count))))
    }
    return .nowhere(.unknown(method: method, path: path))
  }

  private static func prefix(of path: String) -> String? { path.firstIndex(of: "{").map { String(path[..<$0]) } }
}

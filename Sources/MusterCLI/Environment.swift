internal import Glibc

/// The environment's variables. One that is empty counts as not set.
package struct Environment: Sendable {
  private let value: @Sendable (String) -> String?

  package init(_ variables: [String: String]) { self.init { variables[$0] } }

  private init(_ value: @escaping @Sendable (String) -> String?) { self.value = value }

  package subscript(name: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    return text
  }

  /// This process's own.
  package static let process = Environment { name in
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }
}

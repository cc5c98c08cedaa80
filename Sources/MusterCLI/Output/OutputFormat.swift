/// How answers are written.
package enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  /// For people.
  case table
  /// For programs: one document a command, in AWS's names.
  case json
}

public import MusterModel

extension MemberStatus: JSONString {
  static var form: String { names(allCases) }
  init?(jsonString text: String) {
    guard let status = Self.allCases.first(where: { $0.description == text }) else { return nil }
    self = status
  }
}

extension ControlFindingGenerator: JSONString {
  static var form: String { names(allCases) }
  init?(jsonString text: String) {
    guard let generator = Self.allCases.first(where: { $0.description == text }) else { return nil }
    self = generator
  }
}

extension AccessReason: JSONString {
  static var form: String { names(allCases) }
  init?(jsonString text: String) {
    guard let reason = Self.allCases.first(where: { $0.description == text }) else { return nil }
    self = reason
  }
}

private func names(_ cases: [some CustomStringConvertible]) -> String {
  "one of \(cases.map(\.description).joined(separator: ", "))"
}

public import MusterModel

/// One of a few names, which are also the value's description.
protocol JSONName: JSONString, CaseIterable {}

extension JSONName {
  static var form: String { "one of \(allCases.map(\.description).joined(separator: ", "))" }

  init?(jsonString text: String) {
    guard let value = Self.allCases.first(where: { $0.description == text }) else { return nil }
    self = value
  }
}

extension AccessReason: JSONName {}
extension AutoEnableStandards: JSONName {}
extension ConfigurationType: JSONName {}
extension ControlFindingGenerator: JSONName {}
extension MemberStatus: JSONName {}
extension SecurityHubFeature: JSONName {}

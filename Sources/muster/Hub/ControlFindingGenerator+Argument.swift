public import ArgumentParser
public import MusterModel

extension ControlFindingGenerator: ExpressibleByArgument {
  public init?(argument: String) {
    guard let generator = Self.allCases.first(where: { $0.description == argument }) else { return nil }
    self = generator
  }

  public static var allValueStrings: [String] { allCases.map(\.description) }

  public static var allValueDescriptions: [String: String] {
    [standardControl.description: "a finding per standard", securityControl.description: "one finding for them all"]
  }
}

// swift-tools-version:6.2
import PackageDescription

/// What every target of ours is built with.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let targets: [Target] = [
  .target(
    name: "CMusterProto",
    linkerSettings: [.linkedLibrary("protobuf-c")]
  ),
  .target(
    name: "MusterModel",
    swiftSettings: strict
  ),
]

let package = Package(
  name: "muster",
  targets: targets,
  swiftLanguageModes: [.v6]
)

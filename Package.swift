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

let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
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
  .target(
    name: "MusterEngine",
    dependencies: [
      "MusterModel",
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "DequeModule", package: "swift-collections"),
      .product(name: "HashTreeCollections", package: "swift-collections"),
    ],
    swiftSettings: strict
  ),
  .testTarget(
    name: "MusterEngineTests",
    dependencies: ["MusterEngine", "MusterModel"],
    swiftSettings: strict
  ),
]

let package = Package(
  name: "muster",
  dependencies: dependencies,
  targets: targets,
  swiftLanguageModes: [.v6]
)

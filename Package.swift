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

let products: [Product] = [
  .library(name: "TTRPC", targets: ["TTRPC"]),
  .library(name: "TTRPCLifecycle", targets: ["TTRPCLifecycle"]),
  .library(name: "MusterClient", targets: ["MusterClient"]),
  .executable(name: "muster", targets: ["muster"]),
  .executable(name: "muster-gateway", targets: ["muster-gateway"]),
  .executable(name: "musterd", targets: ["musterd"]),
]

let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
  .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let grdb: [Target.Dependency] = [
  .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let trees: Target.Dependency = .product(name: "HashTreeCollections", package: "swift-collections")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")

let rooms: [Target] = [
  .target(name: "CMusterProto", linkerSettings: [.linkedLibrary("protobuf-c")]),
  .target(
    name: "TTRPC", dependencies: ["CMusterProto", log, nioCore, nioPosix], exclude: ["Protocol.md"],
    swiftSettings: strict),
  .target(name: "TTRPCLifecycle", dependencies: ["TTRPC", lifecycle], swiftSettings: strict),
  .target(name: "MusterModel", swiftSettings: strict),
  .target(name: "MusterJSON", dependencies: ["MusterModel"], swiftSettings: strict),
  .target(
    name: "MusterRPC", dependencies: ["CMusterProto", "MusterModel", "TTRPC", nioCore], swiftSettings: strict),
  .target(
    name: "MusterClient", dependencies: ["MusterModel", "MusterRPC", "TTRPC", nioCore], swiftSettings: strict),
  .target(name: "MusterEngine", dependencies: ["MusterModel", crypto, deque, trees], swiftSettings: strict),
  .target(name: "MusterSQLite", dependencies: ["MusterModel"] + grdb, swiftSettings: strict),
  .target(name: "MusterProcess", dependencies: ["MusterModel", arguments, deque, log], swiftSettings: strict),
  .target(
    name: "MusterDaemon",
    dependencies: ["MusterEngine", "MusterModel", "MusterProcess", "TTRPC", lifecycle, log, yaml],
    swiftSettings: strict),
  .target(
    name: "MusterGateway",
    dependencies: [
      "MusterClient", "MusterJSON", "MusterModel", "MusterProcess", "MusterRPC", crypto, httpTypes, hummingbird,
      hummingbirdCore, lifecycle, log, nioCore, nioHTTP1, nioHTTPTypes,
    ],
    swiftSettings: strict),
  .target(
    name: "MusterCLI", dependencies: ["MusterClient", "MusterJSON", "MusterLoad", "MusterModel"],
    swiftSettings: strict),
  .target(name: "CMusterLoad"),
  .target(
    name: "MusterLoad",
    dependencies: ["CMusterLoad", "MusterClient", "MusterModel", "MusterRPC", "TTRPC", histogram, nioCore],
    swiftSettings: strict),
  .executableTarget(
    name: "muster",
    dependencies: ["MusterCLI", "MusterClient", "MusterJSON", "MusterLoad", "MusterModel", arguments],
    swiftSettings: strict),
  .executableTarget(
    name: "muster-gateway",
    dependencies: [
      "MusterClient", "MusterGateway", "MusterModel", "MusterProcess", arguments, lifecycle, log, signals,
    ],
    swiftSettings: strict),
  .executableTarget(
    name: "musterd",
    dependencies: [
      "MusterDaemon", "MusterEngine", "MusterModel", "MusterProcess", "MusterRPC", "MusterSQLite", "TTRPC", arguments,
      lifecycle, log, nioPosix, signals,
    ],
    swiftSettings: strict),
]

let tests: [Target] = [
  .executableTarget(
    name: "muster-benchmarks", dependencies: ["MusterClient", "MusterLoad", "MusterModel"], path: "Tests/Benchmarks",
    exclude: ["Check", "Curves", "Gateway", "Peers", "README.md", "curves", "peers.sh", "thresholds.txt"],
    swiftSettings: strict),
  .executableTarget(
    name: "muster-bench-echo", dependencies: ["CMusterProto", nioCore, nioPosix], path: "Tests/Benchmarks/Peers/Echo",
    swiftSettings: strict),
  .executableTarget(
    name: "muster-curves", dependencies: ["Charts", "MusterClient", "MusterLoad", "MusterModel"] + grdb,
    path: "Tests/Benchmarks/Curves/Program", swiftSettings: strict),
  .target(name: "Charts", path: "Tests/Benchmarks/Curves/Charts", swiftSettings: strict),
  .testTarget(name: "ChartsTests", dependencies: ["Charts"], swiftSettings: strict),
  .target(
    name: "TestFixtures", dependencies: ["MusterModel"], path: "Tests/Support/TestFixtures", swiftSettings: strict),
  .testTarget(
    name: "TTRPCTests",
    dependencies: ["CMusterProto", "TTRPC", "TestSupport", log, nioCore, nioEmbedded, nioPosix],
    exclude: ["Recorded"],
    swiftSettings: strict),
  .testTarget(
    name: "ArticleTests",
    dependencies: ["TTRPC", "TTRPCLifecycle", "TestSupport", lifecycle, log, nioCore, nioPosix, signals],
    swiftSettings: strict),
  .testTarget(
    name: "MusterCLITests",
    dependencies: ["MusterCLI", "MusterClient", "MusterJSON", "MusterLoad", "MusterModel", "TestFixtures"],
    swiftSettings: strict),
  .testTarget(
    name: "MusterLoadTests", dependencies: ["MusterLoad", "MusterModel"], swiftSettings: strict),
  .testTarget(name: "BenchmarksTests", dependencies: ["muster-benchmarks"], swiftSettings: strict),
  .testTarget(
    name: "MusterJSONTests", dependencies: ["MusterJSON", "MusterModel", "TestFixtures"], swiftSettings: strict),
  .testTarget(
    name: "MusterGatewayTests",
    dependencies: [
      "MusterClient", "MusterGateway", "MusterJSON", "MusterModel", "MusterProcess", "MusterRPC", "TestFixtures",
      "TestSupport",
      httpTypes, hummingbirdCore, log, nioCore, nioEmbedded, nioHTTP1, nioHTTPTypes,
    ],
    swiftSettings: strict),
  .testTarget(
    name: "MusterRPCTests", dependencies: ["MusterModel", "MusterRPC", "TTRPC", nioCore], swiftSettings: strict),
  .testTarget(
    name: "MusterClientTests",
    dependencies: [
      "MusterClient", "MusterEngine", "MusterModel", "MusterRPC", "TTRPC", "TestSupport", log, nioCore, nioPosix,
    ],
    swiftSettings: strict),
  .target(name: "TestSupport", path: "Tests/Support/TestSupport", swiftSettings: strict),
  .target(
    name: "TestDescriptors", dependencies: ["MusterProcess"], path: "Tests/Support/TestDescriptors",
    swiftSettings: strict),
  .testTarget(
    name: "MusterProcessTests",
    dependencies: ["MusterModel", "MusterProcess", "TestDescriptors", "TestSupport", log],
    swiftSettings: strict),
  .testTarget(
    name: "MusterDaemonTests",
    dependencies: [
      "MusterDaemon", "MusterEngine", "MusterModel", "MusterProcess", "TTRPC", "TestDescriptors", "TestSupport",
      log,
    ],
    swiftSettings: strict),
  .testTarget(
    name: "EndToEndTests",
    dependencies: ["MusterClient", "MusterJSON", "MusterModel", "TestSupport", "muster", "muster-gateway", "musterd"],
    exclude: ["Scenarios"],
    swiftSettings: strict),
  .testTarget(
    name: "WireTests", dependencies: ["MusterModel", "TTRPC", "TestSupport", "musterd", nioCore], swiftSettings: strict),
  .target(
    name: "CFaultyVFS", path: "Tests/Support/CFaultyVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
  .executableTarget(
    name: "StoreWriter", dependencies: ["MusterModel", "MusterSQLite", "TestFixtures"],
    path: "Tests/Support/StoreWriter", swiftSettings: strict),
  .testTarget(name: "MusterModelTests", dependencies: ["MusterModel", "TestFixtures"], swiftSettings: strict),
  .testTarget(
    name: "StoreTests",
    dependencies: ["CFaultyVFS", "MusterModel", "MusterSQLite", "StoreWriter", "TestFixtures", "TestSupport"] + grdb,
    swiftSettings: strict),
  .testTarget(
    name: "MusterEngineTests",
    dependencies: ["MusterEngine", "MusterModel", "MusterSQLite", "TestFixtures", "TestSupport"],
    swiftSettings: strict),
  .testTarget(
    name: "ReferenceTests",
    dependencies: ["MusterEngine", "MusterModel", "MusterSQLite", "TestFixtures", "TestSupport"],
    swiftSettings: strict),
]

/// `Tests/Fuzz` is a program of libFuzzer's when asked for, and otherwise tests that replay what it has found.
let fuzzDependencies: [Target.Dependency] = ["MusterModel", "MusterRPC", "TTRPC", nioCore]
let fuzz: [Target] =
  Context.environment["MUSTER_FUZZ"] == nil
  ? [
    .testTarget(
      name: "FuzzTests", dependencies: fuzzDependencies, path: "Tests/Fuzz", exclude: ["Corpus", "LibFuzzer"],
      swiftSettings: strict)
  ]
  : [
    .executableTarget(
      name: "muster-fuzz", dependencies: fuzzDependencies, path: "Tests/Fuzz", exclude: ["Corpus", "Replay"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "muster",
  products: products,
  dependencies: dependencies,
  targets: rooms + tests + fuzz,
  swiftLanguageModes: [.v6]
)

internal import Foundation

/// Where things are, and which studies are wanted: all, if none is named.
struct Arguments {
  private(set) var musterd: String
  private(set) var cache = ".build/bench-databases"
  private(set) var out = "Tests/Benchmarks/curves"
  private(set) var readme: String?
  private(set) var names: [String] = []

  init(_ arguments: [String]) throws {
    musterd = URL(fileURLWithPath: arguments[0]).deletingLastPathComponent().appending(path: "musterd").path
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        guard Study.all.contains(where: { $0.name == argument }) else {
          throw Failure("there is no study \(argument); there are \(Study.all.map(\.name).joined(separator: ", "))")
        }
        names.append(argument)
        continue
      }
      guard let value = rest.popFirst() else { throw Failure("\(argument) needs a value") }
      switch argument {
      case "--musterd": musterd = value
      case "--cache": cache = value
      case "--out": out = value
      case "--readme": readme = value
      default: throw Failure("there is no \(argument); there are --musterd, --cache, --out and --readme")
      }
    }
  }
}

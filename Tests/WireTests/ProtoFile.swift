import Foundation

/// What `proto` promises, read from the files themselves: the fields that input can be wrong in.
struct ProtoFile: Sendable {
  struct Field: Sendable {
    let name: String
    let number: Int
    let type: String
  }

  struct UnreadableProto: Error {
    let name: String
  }

  /// Fields by message.
  private(set) var messages: [String: [Field]] = [:]
  /// Services by method.
  private(set) var services: [String: String] = [:]

  /// Both files with calls on accounts.
  static let accounts = Result { try ProtoFile(["security_hub", "access"]) }

  /// What every server of ours offers beside its own calls.
  static let health = Result { try ProtoFile(["health"], of: "grpc.health.v1") }

  private init(_ names: [String], of package: String = "muster.v1") throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../proto/" + package.replacing(".", with: "/"))
    for name in names {
      read(try String(contentsOf: folder.appending(path: "\(name).proto"), encoding: .utf8), package)
    }
    guard !messages.isEmpty, !services.isEmpty else { throw UnreadableProto(name: names.joined(separator: ", ")) }
  }

  private mutating func read(_ text: String, _ package: String) {
    var message = ""
    var service = ""
    for line in text.split(separator: "\n") {
      if let start = line.firstMatch(of: /^message (\w+) {/) {
        message = String(start.1)
        messages[message] = []
      } else if let start = line.firstMatch(of: /^service (\w+) {/) {
        service = String(start.1)
      } else if let method = line.firstMatch(of: /^ +rpc (\w+)\(/) {
        services[String(method.1)] = "\(package).\(service)"
      } else if let field = line.firstMatch(of: /^ +(?:repeated )?([\w.]+) (\w+) = (\d+);/), let number = Int(field.3) {
        messages[message]?.append(Field(name: String(field.2), number: number, type: String(field.1)))
      } else if line == "}" {
        message = ""
      }
    }
  }

  /// Every field of a request, those of messages in it too: `account_details.email`.
  func fields(ofRequest method: String) -> [FieldPath] { fields(of: "\(method)Request", below: nil) }

  private func fields(of message: String, below parent: FieldPath?) -> [FieldPath] {
    (messages[message] ?? []).flatMap { field in
      let path = FieldPath(field, below: parent)
      return [path] + (messages[field.type] == nil ? [] : fields(of: field.type, below: path))
    }
  }
}

/// A field, and the fields of the messages that it lies in.
struct FieldPath: Sendable {
  enum Kind { case text, truth, number, message }

  let names: [String]
  let numbers: [Int]
  let type: String

  init(_ field: ProtoFile.Field, below parent: FieldPath?) {
    names = (parent?.names ?? []) + [field.name]
    numbers = (parent?.numbers ?? []) + [field.number]
    type = field.type
  }

  var name: String { names.joined(separator: ".") }

  var kind: Kind {
    switch type {
    case "string": .text
    case "bool": .truth
    case "int32": .number
    // Messages of ours hold fields; all else that has a name is an enumeration.
    default: (try? ProtoFile.accounts.get().messages[type]) == nil ? .number : .message
    }
  }
}

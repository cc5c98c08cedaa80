import MusterModel
import TTRPC

/// What can be wrong with any field, from what the protos say of it, with any payload and any metadata.
extension BadInput {
  /// Nothing is read of these, so they are neither right nor wrong.
  private static let unread: Set = ["organization_configuration.status", "organization_configuration.status_message"]

  static func everyField(of operation: Operation) throws -> [BadInput] {
    try ProtoFile.accounts.get().fields(ofRequest: operation.name).flatMap { field in
      [wrongType(operation, field)]
        + (field.kind == .text ? [giant(operation, field)] : [])
        + (field.kind == .text && !unread.contains(field.name) ? texts(operation, field) : [])
    }
  }

  private static func wrongType(_ operation: Operation, _ field: FieldPath) -> BadInput {
    let value: Message.Value =
      switch field.kind {
      case .text, .message: .varint(1)
      case .truth, .number: .bytes([1])
      }
    return row(operation, field, "of the wrong type", .malformed(operation), value)
  }

  private static func texts(_ operation: Operation, _ field: FieldPath) -> [BadInput] {
    let notText = Answer.invalid("\(field.displayName) holds a NUL or is not valid UTF-8; send it as text.")
    return [
      row(operation, field, "with a NUL", notText, .bytes(Array("11111111111\u{0}".utf8))),
      row(operation, field, "of bad UTF-8", notText, .bytes([0x31, 0xC3, 0x28])),
      row(operation, field, "of a surrogate", notText, .bytes([0xED, 0xA0, 0x80])),
      // Within a frame, and past every limit of a field.
      row(
        operation, field, "of 3 MiB", .invalid(field.names.last == "region" ? "Region is \"" : "has 3145728 "),
        .bytes(Array(repeating: 0x78, count: 3 << 20))),
    ]
  }

  /// More than a frame takes.
  private static func giant(_ operation: Operation, _ field: FieldPath) -> BadInput {
    row(
      operation, field, "of 10 MiB", .overloaded("exceed maximum message size of 4194304"),
      .bytes(Array(repeating: 0x31, count: 10 << 20)))
  }

  private static func row(
    _ operation: Operation, _ field: FieldPath, _ value: String, _ answer: Answer, _ content: Message.Value
  ) -> BadInput {
    BadInput(operation, field.name, value, answer) { good, _ in good.replacing(field.numbers[...], with: content) }
  }

  static func everyPayload(of operation: Operation) -> [BadInput] {
    let garbage: [(String, [UInt8])] = [
      ("of one bit too many", [0xFF]), ("that ends in a length", [0x0A]), ("longer than it is", [0x0A, 0x7F, 0x31]),
      ("of a group", [0x0B, 0x0C]), ("of field 0", [0x02, 0x00]), ("of text", Array("{\"AccountIds\":[]}".utf8)),
      ("of an endless number", Array(repeating: 0x80, count: 11)),
    ]
    return garbage.map { value, bytes in
      BadInput(operation, "payload", value, .malformed(operation)) { good, _ in good.adding(0, .raw(bytes)) }
    }
  }

  static func everyMetadata(of operation: Operation) -> [BadInput] {
    let caller = GoodInput.of(operation)?.caller
    let keys = caller == nil ? [] : accountMetadata
    return (keys + otherMetadata).map { key, value, message, entries in
      var row = BadInput(operation, key, value, .invalid(message)) { good, _ in good }
      row.metadata = key == "muster-account" ? [:] : .acting(caller)
      for entry in entries { row.metadata.append(entry.key, entry.value) }
      return row
    }
  }

  private typealias Line = (key: String, value: String, message: String, entries: [(key: String, value: String)])

  private static let accountMetadata: [Line] =
    [("missing", "Metadata muster-account is missing; send the acting account's 12 digits", [])]
    .map { ("muster-account", $0, $1, $2) }
    + ["", " ", "11111111111", "1111111111111", "11111111111a", "١١١١١١١١١١١١", "１１１１１１１１１１１１", "*"].map { account in
      (
        "muster-account", "\"\(account)\"", "Metadata muster-account is \"\(account)\"; it must be exactly 12 digits",
        [("muster-account", account)]
      )
    } + [
      (
        "muster-account", "twice",
        "Metadata muster-account is both \"111111111111\" and \"222222222222\"; send it once",
        [("muster-account", "111111111111"), ("Muster-Account", "222222222222")]
      )
    ]

  private static let otherMetadata: [Line] =
    ["", "US-EAST-1", "us_east_1", " us-east-1", text(33)].map { region in
      (
        "muster-region", "\"\(region)\"",
        "Metadata muster-region is \"\(region)\"; it must be 1 to 32 characters of a-z",
        [("muster-region", region)]
      )
    }
    + ["", "a b", "a\nb", "é", text(65)].map { id in
      (
        "muster-request-id", "\"\(id)\"",
        "Metadata muster-request-id is \"\(id.prefix(64))\"; it must be 1 to 64 visible ASCII characters",
        [("muster-request-id", id)]
      )
    } + [
      (
        "muster-region", "twice", "Metadata muster-region is both \"us-east-1\" and \"eu-west-1\"; send it once",
        [("muster-region", "us-east-1"), ("muster-region", "eu-west-1")]
      ),
      (
        "muster-request-id", "twice", "Metadata muster-request-id is both \"a\" and \"b\"; send it once",
        [("muster-request-id", "a"), ("muster-request-id", "b")]
      ),
    ]
}

extension FieldPath {
  /// As messages name it: AWS's way of writing, with the place in a list.
  var displayName: String {
    names.map { name in
      let words = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      return ["AccountIds", "AccountDetails", "Pairs", "Tags", "TagKeys"].contains(words) ? words + "[0]" : words
    }.joined(separator: ".")
  }
}

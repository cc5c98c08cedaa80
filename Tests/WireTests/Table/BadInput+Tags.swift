import MusterModel

/// Tags (spec 2.1, TagMap). The administrator's hub has one already.
extension BadInput {
  static let tags: [BadInput] = tags(of: .enableSecurityHub, 1) + tags(of: .tagResource, 2) + counts + removedKeys

  private static func tags(of operation: Operation, _ field: Int) -> [BadInput] {
    keys(of: operation, "tags.key", "Tags") { good, key in good.message(field, .tag(key)) } + [
      row(operation, "tags", "51", "Tags has 51 entries; a hub can have 50") { good in
        tags(51).reduce(good.without(field)) { $0.message(field, $1) }
      },
      row(operation, "tags", "one key twice", "Tags has the key \"k\" twice; send each key once.") { good in
        good.message(field, .tag("k", "1")).message(field, .tag("k", "1"))
      },
      row(operation, "tags", "one key twice among 51", "Tags has the key \"k50\" twice") { good in
        (tags(50) + tags(50).suffix(1)).reduce(good.without(field)) { $0.message(field, $1) }
      },
      row(operation, "tags.key", "missing", "Tags key \"\" has 0 characters; 1 to 128") { good in
        good.message(field, Message().text(2, "value"))
      },
      row(operation, "tags.value", "257 characters", "The value of Tags key \"k\" has 257 characters; at most 256") {
        good in good.message(field, .tag("k", .init(repeating: "é", count: 257)))
      },
    ]
  }

  private static let removedKeys = keys(of: .untagResource, "tag_keys", "TagKeys") { good, key in good.text(2, key) }

  private static let counts: [BadInput] = [
    row(.tagResource, "tags", "missing", "Tags is empty; send 1 to 50") { $0.without(2) },
    row(.tagResource, "tags", "51 with the hub's", "Tags would give the hub 51 tags and it can have 50; remove some") {
      good in tags(50).reduce(good.without(2)) { $0.message(2, $1) }
    },
    row(.untagResource, "tag_keys", "missing", "TagKeys has 0 entries; send 1 to 50") { $0.without(2) },
    row(.untagResource, "tag_keys", "51", "TagKeys has 51 entries; send 1 to 50") { good in
      good.texts(2, .init(repeating: "team", count: 50))
    },
  ]

  private static func keys(
    of operation: Operation, _ field: String, _ name: String,
    _ adding: @escaping @Sendable (Message, String) -> Message
  ) -> [BadInput] {
    let strange = [
      "a key", "a@b", "a#b", "a\u{7F}", "clé", "k٢", "ｋ", "a*b", "[a]", "a\\b", "a|b", "a~b", "a?b", "aws:", "aws:key",
      " ",
    ]
    return strange.map { key in
      row(operation, field, "\"\(key)\"", "\(name) key \"\(key)\" is not allowed; use letters, digits and") { good in
        adding(good, key)
      }
    } + [
      row(operation, field, "blank", "\(name) key \"\" has 0 characters; 1 to 128 are allowed") { adding($0, "") },
      row(operation, field, "129 characters", "has 129 characters; 1 to 128 are allowed") { adding($0, text(129)) },
    ]
  }

  private static func row(
    _ operation: Operation, _ field: String, _ value: String, _ message: String,
    _ spoil: @escaping @Sendable (Message) -> Message
  ) -> BadInput { BadInput(operation, field, value, .invalid(message)) { good, _ in spoil(good) } }

  private static func tags(_ count: Int) -> [Message] { (1...count).map { .tag("k\($0)") } }
}

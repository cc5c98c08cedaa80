/// What is called: prepared frames of some kinds, in proportion to their weights, and what is to come back.
package struct LoadCalls: Sendable {
  enum Kind: Sendable {
    /// Any of these.
    case prepared(PreparedCalls)
    /// A write, of the roster whose turn it is.
    case write(creating: Bool)
  }

  struct Part: Sendable {
    let kind: Kind
    let weight: Int
    /// Which of the ``operations`` it counts as. Of a write: where a creating one does; a deleting one is the next.
    let operation: Int
  }

  struct Writes: Sendable {
    let create: PreparedWrite
    let delete: PreparedWrite
    let size: Int
    let firstAccount: UInt64
    let tenants: [UInt64]
    /// Batches that a roster has room for.
    let capacity: Int
    /// Where creating ones are counted; deleting ones are next.
    let operation: Int
  }

  /// As reports call them.
  package let operations: [String]
  let parts: [Part]
  let writes: Writes?
  let form: ReplyReader.Form

  /// Whether an answer has to be empty: one of a write lists the accounts for which it was not done.
  func wantsNothing(_ operation: Int) -> Bool { writes.map { operation >= $0.operation } ?? false }
}

extension LoadCalls {
  /// The same few calls over and over, to a server of any kind.
  package init(_ name: String, frames: [[UInt8]], form: ReplyReader.Form = .response) {
    var calls = PreparedCalls()
    for frame in frames { calls.add(frame) }
    self.init(
      operations: [name], parts: [Part(kind: .prepared(calls), weight: 1, operation: 0)], writes: nil, form: form)
  }

  /// The first frame of the first part that has any: what a call is like.
  package var sample: [UInt8] {
    for part in parts {
      if case .prepared(let calls) = part.kind { return Array(calls.frame(0)) }
    }
    return []
  }
}

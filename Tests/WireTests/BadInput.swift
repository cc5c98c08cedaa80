import MusterModel
import TTRPC

/// A line of the table: a request that is wrong in one thing, and what it must be answered.
struct BadInput: Sendable, CustomStringConvertible {
  let operation: Operation
  /// As the proto has it, `account_details.email`; or `payload`, or a metadata key.
  let field: String
  /// What is wrong with it.
  let value: String
  let expected: Answer
  var payload: @Sendable (WireDaemon) -> [UInt8]
  var metadata: Metadata

  var description: String { "\(operation) \(field) \(value)" }

  init(
    _ operation: Operation, _ field: String, _ value: String, _ expected: Answer, as caller: String? = nil,
    _ message: @escaping @Sendable (Message, WireDaemon) -> Message
  ) {
    let good = GoodInput.of(operation)
    self.operation = operation
    self.field = field
    self.value = value
    self.expected = expected
    payload = { daemon in message(good?.message(daemon) ?? Message(), daemon).encoded }
    metadata = .acting(caller ?? good?.caller)
  }

  /// What must come back.
  enum Answer: Sendable {
    /// The call failed: code, AWS's name of the error, and part of the message.
    case refused(Status.Code, String, String)
    /// More than the transport takes: no name, since it is nothing that AWS has.
    case overloaded(String)
    /// The call was done, for none of its accounts: each with part of the reason.
    case unprocessed([(id: String, reason: String)])
    /// The call was answered, with this.
    case answered(Message)

    static func invalid(_ message: String) -> Answer { .refused(.invalidArgument, "InvalidInputException", message) }
    static func notFound(_ message: String) -> Answer { .refused(.notFound, "ResourceNotFoundException", message) }
    static func notSubscribed(_ account: String) -> Answer {
      .refused(
        .failedPrecondition, "InvalidAccessException", "Account \(account) is not subscribed to AWS Security Hub")
    }
    static func malformed(_ operation: Operation) -> Answer {
      .refused(.internal, "InternalException", "The payload is not a muster.v1.\(operation)Request; encode it as ")
    }
    static func unprocessed(_ ids: [String], _ reason: String) -> Answer { .unprocessed(ids.map { ($0, reason) }) }
  }

  /// What is wrong with an answer; nil: nothing.
  func complaint(about answer: Result<[UInt8], Status>) -> String? {
    switch (expected, answer) {
    case (.refused(let code, let reason, let text), .failure(let status)):
      let isRight = status.code == code && status.reasons == [reason] && status.message.contains(text)
      return isRight ? nil : "got \(status.code) \(status.reasons): \(status.message.prefix(400))"
    case (.overloaded(let text), .failure(let status)):
      let isRight = status.code == .resourceExhausted && status.details.isEmpty && status.message.contains(text)
      return isRight ? nil : "got \(status.code) \(status.reasons): \(status.message.prefix(400))"
    case (.unprocessed(let accounts), .success(let bytes)):
      // GetMembers answers with members before those it did not find.
      let results = ReadMessage(bytes)?.messages(operation == .getMembers ? 2 : 1)
      let isRight =
        results?.map { $0.text(1) } == accounts.map(\.id)
        && zip(results ?? [], accounts).allSatisfy { $0.text(2).contains($1.reason) }
      return isRight ? nil : "got \((results ?? []).map { "\($0.text(1)): \($0.text(2))" })"
    case (.answered(let message), .success(let bytes)):
      return bytes == message.encoded ? nil : "got \(bytes), not \(message.encoded)"
    case (_, .success(let bytes)): return "was accepted, with \(bytes.count) bytes"
    case (_, .failure(let status)): return "was refused: \(status.code) \(status.reasons): \(status.message)"
    }
  }
}

extension Status {
  /// AWS's names in the details, each a `google.rpc.ErrorInfo` of AWS's domain.
  fileprivate var reasons: [String] {
    details.map { detail in
      guard detail.typeURL == "type.googleapis.com/google.rpc.ErrorInfo", let info = ReadMessage(detail.value),
        info.text(2) == "securityhub.amazonaws.com"
      else { return detail.typeURL }
      return info.text(1)
    }
  }
}

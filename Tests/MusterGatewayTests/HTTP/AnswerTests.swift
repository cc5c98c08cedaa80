import MusterJSON
import Testing

@testable import MusterGateway

@Suite struct HTTPAnswerTests {
  @Test func success() {
    #expect(
      Answer.success(.object(["Members": .array([])]), requestID: "r")
        == Answer(
          status: 200, fields: [("Content-Type", "application/json"), ("x-amzn-RequestId", "r")],
          text: #"{"Members":[]}"#))
  }

  @Test(arguments: AWSError.Code.allCases)
  func failure(code: AWSError.Code) {
    let error = AWSError(code, "no \"quotes\"\n")
    #expect(
      Answer.failure(error, requestID: "r")
        == Answer(
          status: error.status,
          fields: [
            ("Content-Type", "application/json"), ("x-amzn-RequestId", "r"), ("x-amzn-ErrorType", code.rawValue),
          ],
          text: #"{"Message":"no \"quotes\"\n","Code":"\#(code.rawValue)"}"#))
  }

  /// Clients show the one or the other, and people need something to go by.
  @Test func noMessageIsEmpty() {
    #expect(
      String(decoding: Answer.failure(AWSError(.internal, ""), requestID: "r").body, as: UTF8.self)
        == #"{"Message":"InternalException","Code":"InternalException"}"#)
  }
}

extension Answer {
  /// Field by field.
  init(status: Int, fields: [(String, String)], text: String) {
    self.init(status: status, type: "", requestID: "", text: text)
    self.fields = fields.map { Field(name: $0.0, value: $0.1) }
  }
}

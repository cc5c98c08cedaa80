internal import MusterJSON

/// What a client is sent back.
struct Answer: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    /// As AWS spells it, which no client may care about.
    var name: String
    var value: String
  }

  var status: Int
  var fields: [Field]
  var body: [UInt8]

  /// What a call came to (spec 5.3).
  static func success(_ value: JSONValue, requestID: String) -> Answer {
    Answer(status: 200, type: "application/json", requestID: requestID, body: value.bytes())
  }

  /// Why a request was not done (spec 5.1). The code stands in header and body, and clients read either; each of its
  /// clients needs another spelling of the members, which this one serves (spec 5.2).
  static func failure(_ error: AWSError, requestID: String) -> Answer {
    let code = error.code.rawValue
    let message = error.message.isEmpty ? code : error.message
    var answer = Answer(
      status: error.status, type: "application/json", requestID: requestID,
      body: JSONValue.object(["Message": message.json, "Code": code.json]).bytes())
    answer.fields.append(Field(name: "x-amzn-ErrorType", value: code))
    return answer
  }

  init(status: Int, type: String, requestID: String, text: String) {
    self.init(status: status, type: type, requestID: requestID, body: Array(text.utf8))
  }

  private init(status: Int, type: String, requestID: String, body: [UInt8]) {
    self.status = status
    fields = [Field(name: "Content-Type", value: type), Field(name: "x-amzn-RequestId", value: requestID)]
    self.body = body
  }
}

import Foundation
import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

/// Whatever is changed on the way is noticed.
@Suite struct TamperingTests {
  private let verifier: SignatureVerifier
  private let tokenVerifier: SignatureVerifier

  init() throws {
    verifier = try SigningFixture.verifier()
    tokenVerifier = try SigningFixture.verifier(token: ClientVector.token)
  }

  private func isTaken(_ head: RequestHead, _ vector: ClientVector, body: String? = nil) -> Bool {
    (vector.hasToken ? tokenVerifier : verifier)
      .refusal(of: head, body: body ?? vector.body, service: vector.service) == nil
  }

  /// Each byte of the text replaced in turn by others that a text can have there.
  private func tampered(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.indices.flatMap { index in
      [UInt8(1), 2, 0x20].compactMap { bit in
        var changed = bytes
        changed[index] ^= bit
        return String(validating: changed, as: UTF8.self)
      }
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherMethod(vector: ClientVector) {
    for method in tampered(vector.head.method) + ["PUT", ""] {
      var head = vector.head
      head.method = method
      #expect(!isTaken(head, vector), "\(method)")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherPath(vector: ClientVector) {
    for path in tampered(vector.head.path) + [vector.head.path + "x", vector.head.path + "/x"] {
      var head = vector.head
      head.path = path
      #expect(!isTaken(head, vector), "\(path)")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherQuery(vector: ClientVector) {
    for query in tampered(vector.head.query) + [vector.head.query + "&x", vector.head.query + "x=y"] {
      var head = vector.head
      head.query = query
      // %2f is %2F: the query means the same.
      let isOtherSpelling = query.removingPercentEncoding == vector.head.query.removingPercentEncoding
      #expect(isTaken(head, vector) == isOtherSpelling, "\(query)")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherHeader(vector: ClientVector) throws {
    let signed = vector.head.headers["authorization"]?.split(separator: "SignedHeaders=").last?.prefix { $0 != "," }
    let names = signed?.split(separator: ";").map(String.init) ?? ["host"]
    for name in names {
      let value = try #require(vector.head.headers[name])
      for other in tampered(value) + [value + "x"] {
        var head = vector.head
        head.headers[name] = other
        #expect(!isTaken(head, vector), "\(name): \(other)")
      }
      var head = vector.head
      head.headers[name] = nil
      #expect(!isTaken(head, vector), "without \(name)")
      head = vector.head
      head.headers.fields.append(Headers.Field(name: name, value: value))
      #expect(!isTaken(head, vector), "\(name) twice")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherAuthorization(vector: ClientVector) {
    guard let value = vector.head.headers["authorization"] else { return }
    for other in tampered(value) where other != value {
      var head = vector.head
      head.headers["authorization"] = other
      #expect(!isTaken(head, vector), "\(other)")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAnotherBody(vector: ClientVector) {
    for body in tampered(vector.body) + [vector.body + " ", String(vector.body.dropLast()), "{}"]
    where body != vector.body {
      #expect(!isTaken(vector.head, vector, body: body), "\(body)")
    }
  }

  @Test(arguments: ClientVector.all)
  func noticesAHeaderOfAWSThatIsNotSigned(vector: ClientVector) throws {
    var head = vector.head
    head.headers["x-amz-target"] = "x"
    let error = try SigningFixture.verifier(token: vector.hasToken ? ClientVector.token : nil)
      .refusal(of: head, body: vector.body, service: vector.service)
    #expect(
      error
        == AWSError(
          .invalidSignature,
          "There were headers present in the request which were not signed: 'x-amz-target'. Name it in SignedHeaders, or "
            + "do not send it."))
  }

  @Test(arguments: ClientVector.all)
  func letsOtherHeadersBe(vector: ClientVector) {
    var head = vector.head
    head.headers["x-amzn-trace-id"] = "Root=1-1-1"
    head.headers["x-forwarded-for"] = "10.0.0.1"
    head.headers.fields.reverse()
    #expect(isTaken(head, vector))
  }

  @Test func takesNoOtherSecret() throws {
    let text = "[111111111111]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = other\n"
    let verifier = SignatureVerifier(.credentials(try CredentialsFile(path: "f", bytes: Array(text.utf8))))
    for vector in PublishedVector.all where vector.token == nil {
      #expect(verifier.refusal(of: vector.signedHead, body: vector.body)?.code == .invalidSignature)
      #expect(verifier.refusal(of: vector.presignedHead, body: vector.body)?.code == .invalidSignature)
    }
    #expect(verifier.keptKeys == 0)
  }
}

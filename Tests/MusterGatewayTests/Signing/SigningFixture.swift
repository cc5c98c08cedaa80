import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

/// What the vectors were signed with.
enum SigningFixture {
  static let now = Timestamp(milliseconds: 1_440_938_160_000)
  static let keyID = "AKIDEXAMPLE"
  static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
  static let service = SigningService(name: "service")

  static func file(token: String? = nil, expiring: String? = nil) throws -> CredentialsFile {
    var text = "[111111111111]\naws_access_key_id = \(keyID)\naws_secret_access_key = \(secret)\n"
    if let token { text += "aws_session_token = \(token)\n" }
    if let expiring { text += "x_security_token_expires = \(expiring)\n" }
    return try CredentialsFile(path: "credentials", bytes: Array(text.utf8))
  }

  static func verifier(token: String? = nil, expiring: String? = nil) throws -> SignatureVerifier {
    SignatureVerifier(.credentials(try file(token: token, expiring: expiring)))
  }
}

extension SignatureVerifier {
  /// Both steps at once.
  func caller(
    of head: RequestHead, body: String = "", service: SigningService = SigningFixture.service,
    at now: Timestamp = SigningFixture.now
  ) throws(AWSError) -> Caller {
    try verify(claim(head, service: service, at: now), body: body.utf8)
  }

  /// Why they fail; nil where they do not.
  func refusal(
    of head: RequestHead, body: String = "", service: SigningService = SigningFixture.service,
    at now: Timestamp = SigningFixture.now
  ) -> AWSError? {
    do {
      _ = try caller(of: head, body: body, service: service, at: now)
      return nil
    } catch {
      return error
    }
  }
}

extension Headers {
  subscript(name: String) -> String? {
    get { single(name) }
    set {
      if let index = fields.firstIndex(where: { $0.name == name }) {
        if let newValue { fields[index].value = newValue } else { fields.remove(at: index) }
      } else if let newValue {
        fields.append(Field(name: name, value: newValue))
      }
    }
  }
}

extension PublishedVector {
  private var scope: String { "\(SigningFixture.keyID)/20150830/us-east-1/service/aws4_request" }

  private var fields: [Headers.Field] {
    [Headers.Field(name: "host", value: "example.amazonaws.com")]
      + headers.map { Headers.Field(name: $0.name, value: $0.value) }
  }

  private func names(_ fields: [Headers.Field]) -> String { Set(fields.map(\.name)).sorted().joined(separator: ";") }

  /// Signed in its Authorization header. The suite sends the hash of every body that it has.
  var signedHead: RequestHead {
    var fields = self.fields + [Headers.Field(name: "x-amz-date", value: "20150830T123600Z")]
    if !body.isEmpty {
      fields.append(Headers.Field(name: "x-amz-content-sha256", value: Self.bodyHash))
    }
    if let token { fields.append(Headers.Field(name: "x-amz-security-token", value: token.text)) }
    let authorization =
      "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=\(names(fields)), Signature=\(headerSignature)"
    fields.append(Headers.Field(name: "authorization", value: authorization))
    return RequestHead(method: method, target: target, headers: Headers(fields))
  }

  /// Signed in its query.
  var presignedHead: RequestHead {
    var query =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=\(scope.replacing("/", with: "%2F"))"
      + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=\(names(fields).replacing(";", with: "%3B"))"
      + "&X-Amz-Expires=3600"
    if let token {
      let escapes = [("/", "%2F"), ("+", "%2B"), ("=", "%3D")]
      query += "&X-Amz-Security-Token=" + escapes.reduce(token.text) { $0.replacing($1.0, with: $1.1) }
    }
    query += "&X-Amz-Signature=\(querySignature)"
    let mark = target.contains("?") ? "&" : "?"
    return RequestHead(method: method, target: target + mark + query, headers: Headers(fields))
  }

  /// Of `Param1=value1`.
  private static let bodyHash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"
}

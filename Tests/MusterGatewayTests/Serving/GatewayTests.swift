import Logging
import MusterJSON
import MusterModel
import MusterRPC
import NIOCore
import Synchronization
import Testing

@testable import MusterGateway

/// What becomes of a request, in the order of spec D21.
@Suite struct GatewayTests {
  /// A daemon that refuses everything, and counts.
  final class Refuser: ReachableDaemon {
    let calls = Mutex<[(Caller, String)]>([])
    let reachable: Bool

    init(reachable: Bool = true) { self.reachable = reachable }

    func perform<C: RemoteCall>(_ call: C, for caller: Caller, requestID: String) async throws(AWSError) -> C.Output {
      calls.withLock { $0.append((caller, requestID)) }
      throw AWSError(.resourceConflict, "\(C.operation)")
    }

    func isReachable() async -> Bool { reachable }
  }

  let daemon = Refuser()

  private func gateway(_ daemon: Refuser? = nil) throws -> Gateway<Refuser> {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return Gateway(signatures: try SignatureSource(.any), daemon: daemon ?? self.daemon, logger: logger)
  }

  private func head(_ method: String, _ target: String, service: String? = "securityhub", _ more: (String, String)...)
    -> RequestHead
  {
    var fields = [Headers.Field(name: "host", value: "localhost:8411")]
    if let service {
      fields.append(
        Headers.Field(
          name: "authorization",
          value: "AWS4-HMAC-SHA256 Credential=111111111111/20260301/eu-central-1/\(service)/aws4_request, "
            + "SignedHeaders=host, Signature=\(String(repeating: "0", count: 64))"))
    }
    fields += more.map { Headers.Field(name: $0, value: $1) }
    return RequestHead(method: method, target: target, headers: Headers(fields))
  }

  private func code(_ answer: Answer) -> String? { answer.fields.first { $0.name == "x-amzn-ErrorType" }?.value }

  @Test func aCallIsMadeForWhomTheSignatureNames() async throws {
    let answer = try await gateway().answer(head("GET", "/members")) { ByteBuffer() }
    #expect(answer.status == 409)
    let calls = daemon.calls.withLock { $0 }
    let caller = try #require(calls.first?.0)
    #expect(calls.count == 1)
    #expect(caller.account == AccountID("111111111111"))
    #expect(caller.region == Region("eu-central-1"))
    // The same id for the client and, by the daemon's audit line, for the operator.
    #expect(answer.fields.first { $0.name == "x-amzn-RequestId" }?.value == calls.first?.1)
  }

  /// Each request is wrong in this way and in all that come later; only the first is answered.
  @Test(
    arguments: [
      ("GET", "/nowhere?OnlyAssociated=x", nil, "{", "UnknownOperationException"),
      ("GET", "/findings", nil, "{", "UnknownOperationException"),
      ("POST", "/members", nil, "{", "MissingAuthenticationTokenException"),
      ("POST", "/members", "iam", "{", "InvalidSignatureException"),
      ("POST", "/members", "securityhub", "{", "SerializationException"),
      ("POST", "/members", "securityhub", "[]", "SerializationException"),
      ("POST", "/members", "securityhub", "{\"AccountDetails\":1}", "InvalidInputException"),
      ("POST", "/members", "securityhub", "{\"AccountDetails\":[]}", "InvalidInputException"),
      ("POST", "/members", "securityhub", "{\"AccountDetails\":[{\"AccountId\":\"1\"}]}", "ResourceConflictException"),
    ] as [(String, String, String?, String, String)])
  func checksInOrder(method: String, target: String, service: String?, body: String, expected: String) async throws {
    let answer = try await gateway().answer(head(method, target, service: service)) { ByteBuffer(string: body) }
    #expect(code(answer) == expected)
    #expect(daemon.calls.withLock { $0.count } == (expected == "ResourceConflictException" ? 1 : 0))
  }

  /// Who is refused before its body is read cannot make us hold it.
  @Test func strangersSendNoBodies() async throws {
    let wasRead = Mutex(false)
    for (target, service) in [("/members", nil), ("/members", "iam"), ("/nowhere", "securityhub"), ("/", nil)]
      as [(String, String?)]
    {
      let answer = try await gateway().answer(head("POST", target, service: service)) {
        wasRead.withLock { $0 = true }
        return ByteBuffer()
      }
      #expect(answer.status >= 400)
    }
    #expect(!wasRead.withLock { $0 })
  }

  @Test func aBodyThatDoesNotComeIsTold() async throws {
    let answer = try await gateway().answer(head("POST", "/members")) { () async throws(AWSError) in
      throw AWSError(.requestEntityTooLarge, "too large")
    }
    #expect(answer.status == 413)
    #expect(code(answer) == "RequestEntityTooLargeException")
  }

  /// A page in a browser can send requests to loopback, and needs no secret here.
  @Test(arguments: ["origin", "sec-fetch-site"])
  func webPagesAreRefusedWhereAnySignatureIsTaken(header: String) async throws {
    let answer = try await gateway().answer(head("DELETE", "/accounts", (header, "http://evil"))) { ByteBuffer() }
    #expect(answer.status == 403)
    #expect(daemon.calls.withLock { $0.isEmpty })
  }

  /// By which name a page reached us, whose server said that it is here.
  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:8411", true), ("127.0.0.1:8411", true), ("[::1]:8411", true),
    ("securityhub.localhost:1", true), ("evil.example", false), ("127.0.0.1.evil.example", false), ("127.evil", false),
    ("127.0.0.evil", false), ("10.0.0.1", false), ("[::2]", false), ("", false),
  ])
  func onlyLoopbackIsCalledWhereAnySignatureIsTaken(host: String, isTaken: Bool) async throws {
    var head = head("GET", "/members")
    head.headers.fields[0].value = host
    let answer = try await gateway().answer(head) { ByteBuffer() }
    #expect(answer.status == (isTaken ? 409 : 403))
  }

  @Test func stsAnswersInItsOwnWay() async throws {
    let form = ByteBuffer(string: "Action=GetCallerIdentity&Version=2011-06-15")
    let answer = try await gateway().answer(head("POST", "/", service: "sts")) { form }
    #expect(answer.status == 200)
    #expect(String(decoding: answer.body, as: UTF8.self).contains("<Account>111111111111</Account>"))
    // Signed for the other service.
    let refusal = try await gateway().answer(head("POST", "/")) { form }
    #expect(refusal.status == 403)
    #expect(String(decoding: refusal.body, as: UTF8.self).contains("<Code>SignatureDoesNotMatch</Code>"))
  }

  @Test func healthNeedsNoSignature() async throws {
    for (isReachable, target, status) in [
      (true, "/healthz", 200), (false, "/healthz", 200), (true, "/readyz", 200), (false, "/readyz", 503),
    ] {
      let answer = try await gateway(Refuser(reachable: isReachable)).answer(head("GET", target, service: nil)) {
        ByteBuffer()
      }
      #expect(answer.status == status)
    }
  }
}

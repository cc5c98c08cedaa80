import Logging
import NIOCore
import Testing

@testable import MusterGateway

@Suite struct LogAllowanceTests {
  @Test func whatIsLeftOutIsCounted() {
    var allowance = LogAllowance(perSecond: 2)
    let decisions = [0, 0, 0, 0, 1, 1, 1, 7].map { allowance.ask(in: $0) }
    #expect(
      decisions == [
        .write(missed: 0), .write(missed: 0), .leaveOut, .leaveOut, .write(missed: 2), .write(missed: 0), .leaveOut,
        .write(missed: 1),
      ])
  }
}

@Suite struct ConnectionLimitTests {
  @Test func pausesAtTheMostAndGoesOn() {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var limit = ConnectionLimit(most: 2, logger: logger)
    #expect(limit.isAcceptingNewConnections())
    limit.connectionOpened()
    #expect(limit.isAcceptingNewConnections())
    limit.connectionOpened()
    #expect(!limit.isAcceptingNewConnections())
    limit.connectionClosed()
    #expect(limit.isAcceptingNewConnections())
  }
}

@Suite struct ExchangeTests {
  private func metadata(_ head: RequestHead, _ error: AWSError) throws -> Logger.Metadata {
    var exchange = Exchange(head, from: try SocketAddress(ipAddress: "10.0.0.1", port: 5), requestID: "r")
    exchange.error = error
    return exchange.metadata(.failure(error, requestID: "r"), after: .microseconds(7))
  }

  /// Who was refused can be found; what would let others in, or fill the log, is not there.
  @Test func aRefusalNamesWhoAsked() throws {
    let credential = "AKIDEXAMPLE/20260301/us-east-1/securityhub/aws4_request"
    let error = AWSError(.invalidSignature, "It does not match.\n\nThe Canonical String was\nGET")
    let header = RequestHead(
      method: "GET", target: "/members?token=secret",
      headers: Headers([
        .init(name: "authorization", value: "AWS4-HMAC-SHA256 Credential=\(credential), Signature=5ec7e7"),
        .init(name: "x-amz-security-token", value: "5ec7e7"),
      ]))
    let presigned = RequestHead(
      method: "GET", target: "/members?X-Amz-Credential=AKIDEXAMPLE%2F20260301&X-Amz-Signature=5ec7e7")
    for (head, shown) in [(header, credential), (presigned, "AKIDEXAMPLE%2F20260301")] {
      let metadata = try metadata(head, error)
      #expect(metadata["credential"] == "\(shown)")
      #expect(metadata["peer"] == "10.0.0.1:5")
      #expect(metadata["reason"] == "It does not match.")
      #expect(!"\(metadata)".contains("5ec7e7"))
    }
  }

  @Test func aRefusalOfNobodyNamesNobody() throws {
    let metadata = try metadata(
      RequestHead(method: "GET", target: "/"), AWSError(.missingAuthenticationToken, "Missing"))
    #expect(metadata["credential"] == nil)
  }
}

import MusterClient
import MusterModel
import Testing

@testable import MusterGateway

/// What a client of AWS's hears when the daemon gave no answer.
@Suite struct DaemonErrorTests {
  private static let daemonsWords = "in the daemon's words"

  @Test(
    arguments: [
      (.refused(.resourceNotFound), .resourceNotFound, daemonsWords), (.refused(.internal), .internal, daemonsWords),
      (.refused(.unavailable), .serviceUnavailable, daemonsWords),
      (.refused(.overloaded), .serviceUnavailable, daemonsWords),
      (.unreachable, .serviceUnavailable, "Nothing was done"),
      (.connectionLost(mayHaveBeenApplied: false), .serviceUnavailable, "Nothing was done"),
      (.connectionLost(mayHaveBeenApplied: true), .serviceUnavailable, "may have been applied"),
      (.deadlineExceeded, .serviceUnavailable, "may have been applied"),
      (.cancelled, .serviceUnavailable, "may have been applied"),
      (.closed, .serviceUnavailable, "may have been applied"),
      (.unexpectedReply, .internal, "of the gateway's version"),
    ] as [(MusterClientError.Kind, AWSError.Code, String)])
  func saysWhetherItMayHaveBeenApplied(kind: MusterClientError.Kind, code: AWSError.Code, words: String) {
    let client = MusterClientError(kind, "in the daemon's words, at /run/secret.sock")
    let error = AWSError(client)
    #expect(error.code == code)
    #expect(error.message.contains(words))
    // "Nothing was done" is a promise.
    if client.mayHaveBeenApplied { #expect(!error.message.contains("Nothing was done")) }
    if words != Self.daemonsWords { #expect(!error.message.contains("/run/secret.sock")) }
  }
}

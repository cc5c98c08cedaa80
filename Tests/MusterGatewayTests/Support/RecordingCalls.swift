import MusterModel
import MusterRPC
import Synchronization

@testable import MusterGateway

/// A daemon's stand-in, which remembers what it was asked and answers what it was told to.
final class RecordingCalls: DaemonCalls {
  struct Record: Sendable {
    var call: any Call
    var caller: Caller
    var requestID: String
  }

  static let refusal = AWSError(.accessDenied, "The fake has no answer.")

  /// What it was told to answer every call.
  enum Reply: Sendable {
    case output(any Sendable)
    case refusal
  }

  private let reply: Reply
  private let recorded = Mutex<[Record]>([])

  init(answering reply: Reply = .refusal) { self.reply = reply }

  var records: [Record] { recorded.withLock { $0 } }

  func perform<C: RemoteCall>(
    _ call: C, for caller: Caller, requestID: String
  ) async throws(AWSError) -> C.Output {
    recorded.withLock { $0.append(Record(call: call, caller: caller, requestID: requestID)) }
    guard case .output(let output) = reply, let output = output as? C.Output else { throw Self.refusal }
    return output
  }
}

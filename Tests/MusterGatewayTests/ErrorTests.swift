import MusterModel
import Testing

@testable import MusterGateway

@Suite struct ErrorTests {
  /// The model's errors keep their names; those that AWS has no name for say to try again (spec 5.4).
  @Test(arguments: CallError.Code.allCases)
  func aCallsErrorIsAWSs(code: CallError.Code) {
    let error = AWSError(CallError(code, "why"))
    #expect(error.message == "why")
    if let same = AWSError.Code(rawValue: code.awsName) {
      #expect(error.code == same)
    } else {
      #expect([.overloaded, .deadlineExceeded, .cancelled].contains(code))
      #expect(error.code == .serviceUnavailable)
    }
  }
}

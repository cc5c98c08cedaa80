import MusterModel
import NIOCore
import TTRPC
import Testing

@testable import MusterRPC

@Suite struct PrincipalTests {
  private func principal(_ metadata: Metadata) throws(CallError) -> Principal {
    let context = CallContext(
      peer: PeerCredentials(pid: 1, uid: 2, gid: 3, groups: [4]), service: "s", method: "m", metadata: metadata,
      deadline: .distantFuture, connectionID: 1)
    return try Principal(context, defaultRegion: .usEast1)
  }

  @Test func whatTheClientSendsIsWhatTheDaemonReads() throws {
    let region = try #require(Region("eu-west-1"))
    let account = try #require(AccountID("000000000012"))
    let read = try principal(Metadata(account: account, region: region, requestID: "r-1"))
    #expect(
      read
        == Principal(
          peer: Peer(processID: 1, userID: 2, groupID: 3, groups: [4]), account: account, region: region,
          requestID: "r-1"))
    #expect(try principal(Metadata(account: account, region: nil)).region == .usEast1)
  }

  @Test(
    arguments: [
      ([:], "muster-account"),
      (["muster-account": ""], "muster-account"),
      (["muster-account": "12345678901"], "muster-account"),
      (["muster-account": "1234567890123"], "muster-account"),
      (["muster-account": "١٢٣٤٥٦٧٨٩٠١٢"], "muster-account"),
      (["muster-account": "111111111111", "muster-region": "US-EAST-1"], "muster-region"),
      (["muster-account": "111111111111", "muster-region": ""], "muster-region"),
      (["muster-account": "111111111111", "muster-request-id": "a b"], "muster-request-id"),
      (["muster-account": "111111111111", "muster-request-id": ""], "muster-request-id"),
      (["muster-account": "111111111111", "Muster-Account": "222222222222"], "muster-account is both"),
      (["muster-account": "111111111111", "muster-account": ""], "muster-account is both"),
      (
        ["muster-account": "111111111111", "muster-region": "eu-west-1", "x": "y", "muster-region": "us-east-1"],
        "muster-region is both"
      ),
      (
        ["muster-account": "111111111111", "muster-request-id": "a", "muster-request-id": "b"],
        "muster-request-id is both"
      ),
    ] as [(Metadata, String)])
  func metadataThatIsNotWellFormedIsRefusedByName(_ metadata: Metadata, _ key: String) {
    #expect { try principal(metadata) } throws: { error in
      guard let error = error as? CallError else { return false }
      return error.code == .invalidInput && error.message.contains("Metadata \(key)")
    }
  }

  @Test func unknownKeysAndRepetitionsAreIgnored() throws {
    #expect(try principal(["muster-account": "111111111111", "x": "y"]).account.description == "111111111111")
    #expect(try principal(["muster-account": "111111111111", "MUSTER-ACCOUNT": "111111111111"]).asker.requestID == nil)
  }
}

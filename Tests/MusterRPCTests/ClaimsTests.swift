import MusterModel
import TTRPC
import Testing

@testable import MusterRPC

/// Where a request may name its Region.
@Suite struct ClaimsTests {
  private func region(_ metadata: Metadata, _ field: String) throws(CallError) -> String? {
    try Claims(metadata).region(agreeingWith: field)?.name
  }

  @Test func theRegionStandsInTheMetadataOrInTheMessageOrTheSameInBoth() throws {
    #expect(try region([:], "") == nil)
    #expect(try region(["muster-region": "eu-west-1"], "") == "eu-west-1")
    #expect(try region([:], "eu-west-1") == "eu-west-1")
    #expect(try region(["muster-region": "eu-west-1"], "eu-west-1") == "eu-west-1")
  }

  @Test(
    arguments: [
      (
        ["muster-region": "eu-west-1"], "eu-west-2", "Region is \"eu-west-2\" and metadata muster-region says otherwise"
      ),
      ([:], "EU", "Region is \"EU\"; it must be 1 to 32 characters"),
      (["muster-region": "EU"], "eu-west-1", "Metadata muster-region is \"EU\""),
    ] as [(Metadata, String, String)])
  func whateverElseIsRefused(_ metadata: Metadata, _ field: String, _ message: String) {
    #expect {
      try region(metadata, field)
    } throws: { error in
      guard let error = error as? CallError else { return false }
      return error.code == .invalidInput && error.message.contains(message)
    }
  }
}

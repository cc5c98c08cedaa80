import Testing

@testable import TTRPC

struct MetadataTests {
  @Test("line 49: repeated keys keep their order, and case does not matter")
  func findsKeys() {
    var metadata: Metadata = ["NS": "a", "x": "b", "ns": "c"]
    metadata.append("nS", "d")
    #expect(metadata["ns"] == "a")
    #expect(metadata.values(for: "Ns") == ["a", "c", "d"])
    #expect(metadata["n"] == nil)
    #expect(metadata["nss"] == nil)
    #expect(metadata.entries.map(\.key) == ["NS", "x", "ns", "nS"])
  }

  @Test func foldsOnlyLetters() {
    let metadata: Metadata = ["a[": "1", "a{": "2"]
    #expect(metadata.values(for: "A{") == ["2"])
  }
}

struct StatusTests {
  @Test func namesCodes() {
    #expect("\(Status(code: .notFound, message: "no hub"))" == "NOT_FOUND: no hub")
    #expect("\(Status(code: .unauthenticated, message: ""))" == "UNAUTHENTICATED")
    #expect("\(Status.Code(rawValue: 17))" == "code 17")
    #expect("\(Status.Code(rawValue: -1))" == "code -1")
  }
}

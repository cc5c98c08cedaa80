import MusterModel
import Testing

/// That no operation and no field was forgotten: the protos say what there is.
@Suite struct CompletenessTests {
  @Test func everyMethodIsAnOperation() throws {
    #expect(try ProtoFile.accounts.get().services.keys.sorted() == Operation.allCases.map(\.name).sorted())
  }

  @Test(arguments: Operation.allCases)
  func everyFieldHasRows(operation: Operation) throws {
    #expect(GoodInput.of(operation) != nil, "\(operation) has no good input that rows could spoil")
    let fields = try ProtoFile.accounts.get().fields(ofRequest: operation.name)
    let written = Set(BadInput.written(for: operation).map(\.field))
    // A truth has no bad value, a message none but those of its fields, and nobody reads the last two.
    let needed = fields.filter { field in
      field.kind != .truth && field.name != "organization_configuration"
        && !["organization_configuration.status", "organization_configuration.status_message"].contains(field.name)
    }
    for field in needed {
      #expect(written.contains(field.name), "\(operation) has no row for \(field.name)")
    }
    let names = Set(fields.map(\.name))
    #expect(written.isSubset(of: names), "rows of \(operation) for fields that the proto does not have")
    for row in try BadInput.everyField(of: operation) { #expect(names.contains(row.field)) }
    #expect(try Set(BadInput.everyField(of: operation).map(\.field)) == names)
  }

  /// The fields that the protos are known to have, so that a parser that finds none is not content.
  @Test func theProtosAreRead() throws {
    let protos = try ProtoFile.accounts.get()
    let names = { protos.fields(ofRequest: $0).map(\.name) }
    #expect(names("CreateMembers") == ["account_details", "account_details.account_id", "account_details.email"])
    #expect(names("ListMembers") == ["only_associated", "max_results", "next_token"])
    #expect(names("BatchCheckAccess") == ["pairs", "pairs.viewer", "pairs.owner", "region"])
    #expect(names("GetInvitationsCount") == [])
  }
}

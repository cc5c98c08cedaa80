import MusterModel
import TTRPC
import Testing

/// Bad input in every field of every operation, sent by a client that checks nothing: each is answered as the table
/// says, and changes nothing that anybody can see.
@Suite(.timeLimit(.minutes(5))) struct BadInputTests {
  @Test(arguments: Operation.allCases)
  func isRefusedAndChangesNothing(operation: Operation) async throws {
    let daemon = try await WireDaemon()
    var before = try await daemon.everything()
    for row in try BadInput.table(of: operation) {
      let answer = try await daemon.call(operation, row.payload(daemon), row.metadata)
      if let complaint = row.complaint(about: answer) { Issue.record("\(row): \(complaint)") }
      let after = try await daemon.everything()
      let changed = after.filter { before[$0.key] != $0.value }.keys.sorted()
      #expect(changed.isEmpty && after.count == before.count, "\(row) changed \(changed.joined(separator: ", "))")
      // So that what one row did is not told of those after it.
      before = after
    }
    await daemon.stop()
  }

  /// The rows prove something only if what they spoil would have been done.
  @Test(arguments: Operation.allCases)
  func isBadInOneThingOnly(operation: Operation) async throws {
    let daemon = try await WireDaemon()
    let good = try #require(GoodInput.of(operation), "\(operation) has no good input; add it, and rows of bad input")
    let before = try await daemon.everything()
    // Fields that we do not know are of a version to come, or of nobody.
    let payload = good.message(daemon).encoded + Self.unknownFields
    let answer = try await daemon.call(operation, payload, .acting(good.caller))
    if let refusal = Self.refusals[operation] {
      #expect(throws: Status.self) { try answer.get() }
      guard case .failure(let status) = answer else { return }
      #expect(status.message.contains(refusal))
    } else {
      _ = try answer.get()
    }
    let hasChanged = try await daemon.everything() != before
    #expect(hasChanged == (operation.isMutation && Self.refusals[operation] == nil))
    await daemon.stop()
  }

  /// Numbers 1000 to 1003: a number, eight bytes, a text, four bytes.
  private static let unknownFields: [UInt8] =
    [0xC0, 0x3E, 0x07, 0xC9, 0x3E, 1, 2, 3, 4, 5, 6, 7, 8, 0xD2, 0x3E, 0x02, 0xC3, 0x28, 0xDD, 0x3E, 1, 2, 3, 4]

  /// Muster knows no organization, and whatever is asked about one comes to this (spec D16).
  private static let refusals: [Operation: String] = [
    .enableOrganizationAdminAccount: "Your account is not a member of an organization",
    .disableOrganizationAdminAccount: "Your account is not a member of an organization",
    .listOrganizationAdminAccounts: "Your account is not a member of an organization",
    .describeOrganizationConfiguration: "is not an administrator for this organization",
    .updateOrganizationConfiguration: "is not an administrator for this organization",
  ]
}

extension BadInput {
  private static let written =
    accountLists + createMembers + pages + hubs + accepting + organization + tags + access + watching

  static func written(for operation: Operation) -> [BadInput] { written.filter { $0.operation == operation } }

  static func table(of operation: Operation) throws -> [BadInput] {
    try written(for: operation) + everyField(of: operation) + everyPayload(of: operation)
      + everyMetadata(of: operation)
  }
}

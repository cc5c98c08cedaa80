import MusterClient
import MusterModel
import Testing

/// The operations on an organization, of which the daemon knows none (spec 3.6, D16).
@Suite struct OrganizationTests {
  private func refusal(
    _ call: () async throws(MusterClientError) -> Void
  ) async -> (kind: MusterClientError.Kind, message: String)? {
    do throws(MusterClientError) {
      try await call()
      return nil
    } catch {
      return (error.kind, error.message)
    }
  }

  @Test func nobodyIsInAnOrganizationWithAHubOrWithout() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: "000000000012")
    for _ in 0..<2 {
      for refused in [
        await refusal { () throws(MusterClientError) in
          try await muster.enableOrganizationAdminAccount("111111111111")
        },
        await refusal { () throws(MusterClientError) in
          try await muster.disableOrganizationAdminAccount("111111111111", feature: .securityHubV2)
        },
        await refusal { () throws(MusterClientError) in
          try await muster.listOrganizationAdminAccounts(maxResults: 10)
        },
      ] {
        #expect(refused?.kind == .refused(.accessDenied))
        #expect(refused?.message.contains("Your account is not a member of an organization") == true)
      }
      try? await muster.enableSecurityHub()
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func nobodyAdministersOneAndTheHubIsLookedAtFirst() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: "000000000012")
    for message in [
      "Account 000000000012 is not subscribed to AWS Security Hub",
      "Account 000000000012 is not an administrator for this organization",
    ] {
      for refused in [
        await refusal { () throws(MusterClientError) in try await muster.describeOrganizationConfiguration() },
        await refusal { () throws(MusterClientError) in
          try await muster.updateOrganizationConfiguration(autoEnable: false, configurationType: .central)
        },
      ] {
        #expect(refused?.kind == .refused(.invalidAccess))
        #expect(refused?.message == message)
      }
      try? await muster.enableSecurityHub()
    }
    await muster.close()
    await daemon.remove()
  }

  @Test func whatIsIllFormedIsSaidFirst() async throws {
    let daemon = try await Daemon()
    let muster = try await MusterClient(socket: daemon.socket, account: "000000000012")
    let blank = await refusal { () throws(MusterClientError) in try await muster.enableOrganizationAdminAccount(" ") }
    #expect(blank?.kind == .refused(.invalidInput))
    #expect(blank?.message.hasPrefix("AdminAccountId is missing or blank") == true)
    for size in [0, 11, -1] {
      let refused = await refusal { () throws(MusterClientError) in
        try await muster.listOrganizationAdminAccounts(maxResults: size)
      }
      #expect(refused?.message == "MaxResults is \(size); it must be a number between 1 and 10.")
    }
    #expect(throws: CallError.self) { try UpdateOrganizationConfiguration(autoEnable: nil).checkShape() }
    await muster.close()
    await daemon.remove()
  }
}

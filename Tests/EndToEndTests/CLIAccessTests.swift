import MusterJSON
import MusterModel
import TestSupport
import Testing

/// `muster access`: its exit status is the answer for scripts.
@Suite(.timeLimit(.minutes(2))) struct CLIAccessTests {
  let administrator = "111111111111"
  let member = "000000000002"
  let directory: TemporaryDirectory
  let muster: CommandLine

  init() throws {
    directory = try TemporaryDirectory()
    muster = CommandLine(directory: directory)
  }

  @Test(arguments: DataPlace.allCases)
  func whoMaySeeWhoseFindings(place: DataPlace) async throws {
    let daemon = try await RunningDaemon.start(in: directory, place.arguments)
    for account in [administrator, member] { _ = try await muster(account, "hub", "enable") }
    _ = try await muster(administrator, "members", "create", member)
    _ = try await muster(administrator, "members", "invite", member)
    let check = ["access", "check", "--viewer", administrator, "--owner", member]
    try await expect(check, 3, "Denied: 111111111111 is not the administrator of 000000000002.\n")
    _ = try await muster(member, "invitations", "accept", administrator)
    try await expect(check, 0, "Allowed: 111111111111 is the administrator of 000000000002.\n")
    try await expect(check + ["-o", "json"], 0, #"{"Allowed":true,"Reason":"ADMINISTRATOR"}"# + "\n")
    try await expect(
      ["access", "check", "--viewer", member, "--owner", administrator, "-o", "json"], 3,
      #"{"Allowed":false,"Reason":"NOT_ASSOCIATED"}"# + "\n")
    try await expect(
      check + ["--region", "eu-west-1"], 3, "Denied: 000000000002 has no hub, so nobody sees its findings.\n")
    try await expect(
      ["access", "recipients", member], 0,
      """
      ACCOUNT       AS
      000000000002  owner
      111111111111  administrator

      """)
    try await expect(
      ["access", "recipients", member, "-o", "json"], 0, #"{"AccountIds":["000000000002","111111111111"]}"# + "\n")
    try await expect(["access", "recipients", "333333333333", "-o", "json"], 0, #"{"AccountIds":[]}"# + "\n")
    #expect(await daemon.stop() == .code(0))
  }

  @Test func anIllFormedIdIsSentToNobody() async throws {
    let answer = try await muster(nil, "access", "check", "--viewer", "1", "--owner", member)
    #expect(answer.code == 2)
    #expect(answer.errors.contains("--viewer: account id \"1\" is not 12 digits; nothing was sent."))
  }

  /// Without an account: nobody acts.
  private func expect(
    _ arguments: [String], _ code: Int32, _ output: String, at location: SourceLocation = #_sourceLocation
  ) async throws {
    let program = try await FinishedProgram.run(
      "muster", arguments, environment: ["MUSTER_SOCKET": muster.socket, "HOME": directory.path], in: directory)
    #expect(program.output == output, sourceLocation: location)
    #expect(program.code == code, "\(program.errors)", sourceLocation: location)
  }
}

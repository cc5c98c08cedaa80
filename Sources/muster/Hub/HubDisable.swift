internal import ArgumentParser
internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

struct HubDisable: Verb {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Disable the account's hub. Its members, settings and tags go with it.",
    usage: "muster hub disable [global options]",
    discussion: "Refused while the account has an administrator or associated members.")

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    do {
      try await session.withClient { try await $0.disableSecurityHub() }
    } catch let error as MusterClientError where error.kind == .refused(.invalidInput) {
      throw Failure(error).advising(
        "Nothing was changed. `muster administrator leave` leaves an administrator, `muster members disassociate` "
          + "ends associations with members.")
    }
    try session.console.answer(Done().json, or: "Disabled the hub of account \(try session.account).")
    return .done
  }
}

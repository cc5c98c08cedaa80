import Glibc
import MusterModel
import MusterProcess
import TestFixtures
import TestSupport
import Testing

@testable import MusterGateway

/// Which files are read at all.
@Suite struct CredentialsReadingTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write(
      "[111111111111]\naws_access_key_id = AKIA1\naws_secret_access_key = s1\n", to: "credentials")
    unsafe chmod(path, 0o600)
  }

  private func refusal(_ path: String) -> String? {
    do {
      _ = try CredentialsFile.read(path)
      return nil
    } catch {
      #expect(error.kind == .usage)
      return error.messages.joined(separator: "\n")
    }
  }

  @Test func readsWhatIsOurs() throws {
    #expect(try CredentialsFile.read(path).accounts["AKIA1"]?.account == account(111_111_111_111))
    unsafe chmod(path, 0o400)
    #expect(refusal(path) == nil)
    unsafe symlink(path, directory.path("link"))
    #expect(refusal(directory.path("link")) == nil)
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o777] as [mode_t])
  func refusesWhatOthersMayUse(mode: mode_t) {
    unsafe chmod(path, mode)
    #expect(
      refusal(path)
        == "the credentials file \(path) has mode 0\(String(mode, radix: 8)), so others than its owner may use it; "
        + "`chmod 600 \(path)`, and change the secrets if others were here")
  }

  @Test func refusesWhatBelongsToAnother() throws {
    var facts = CredentialsFileFacts(isRegular: true, permissions: 0o600, owner: 1000, bytes: 1, changed: [0, 0])
    try facts.check("f", ownUser: 1000)
    #expect(
      throws: StartError.usage("the credentials file f belongs to uid 1000, who may change it; `chown 0 f`")
    ) { try facts.check("f", ownUser: 0) }
    facts.owner = 0
    try facts.check("f", ownUser: 1000)
  }

  @Test(.timeLimit(.minutes(1)))
  func refusesWhatIsNoFile() {
    unsafe mkfifo(directory.path("pipe"), 0o600)
    for path in [directory.path("pipe"), directory.path, "/dev/null"] {
      #expect(refusal(path)?.contains("is not a file but a directory, a pipe or a device; name a file") == true)
    }
    #expect(refusal(directory.path("none"))?.contains("No such file or directory; name a readable file") == true)
    #expect(refusal("\(path)\u{0}x")?.contains("cannot open") == true)
  }

  @Test func refusesWhatIsTooLarge() throws {
    unsafe truncate(path, off_t(Limits.credentialsBytes) + 1)
    #expect(
      refusal(path)?.contains("has more than \(Limits.credentialsBytes) bytes; keep fewer accounts in it") == true)
  }

  /// The kernel says that this one is empty, which it is not: as when another process writes into a file.
  @Test func refusesWhatChangesMeanwhile() {
    #expect(
      refusal("/proc/self/environ")
        == "the credentials file /proc/self/environ changed while it was read; read it again when it is whole")
  }

  @Test func saysWhereItIsWrong() throws {
    try directory.write("[111111111111]\n", to: "credentials")
    #expect(refusal(path)?.hasPrefix("\(path):1: profile \"111111111111\": has no aws_access_key_id; add it\n") == true)
  }
}

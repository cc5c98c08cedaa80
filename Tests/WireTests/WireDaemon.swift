import MusterModel
import NIOCore
import TTRPC
import TestSupport

/// A daemon with accounts in every state that input can be wrong about, and a client that sends whatever it is told.
struct WireDaemon: Sendable {
  /// An administrator with members of every kind, in another Region too.
  static let administrator = "111111111111"
  static let enabled = ["222222222222", "222222222223"]
  /// Invited by both administrators.
  static let invited = "333333333333"
  static let created = "444444444444"
  static let otherAdministrator = "555555555555"
  /// In nobody's roster, and with no hub.
  static let stranger = "999999999999"
  static let otherRegion = "eu-west-1"

  static func arn(of account: String, in region: String = "us-east-1") -> String {
    "arn:aws:securityhub:\(region):\(account):hub/default"
  }

  private let directory: TemporaryDirectory
  private let daemon: RunningDaemon
  let client: Client
  /// What the invited account was sent, by administrator.
  private(set) var invitationIDs: [String: String] = [:]
  private(set) var tokens = Tokens()

  /// Each good for the page after the first, of one list.
  struct Tokens: Sendable {
    /// Of the administrator's members of every status, and of the enabled ones alone.
    var members = ""
    var enabledMembers = ""
    /// Of the invited account's invitations.
    var invitations = ""
    var otherAccount = ""
    var otherRegion = ""
  }

  init() async throws {
    directory = try TemporaryDirectory()
    daemon = try await RunningDaemon.start(in: directory, ["--data", ":memory:"])
    var configuration = Client.Configuration.defaults
    // So that it sends what the daemon must refuse.
    configuration.frameBytes = 15 << 20
    client = Client(socket: daemon.socket, configuration: configuration)
    try await populate()
  }

  private mutating func populate() async throws {
    let us = Self.administrator
    for account in [us, Self.otherAdministrator, Self.invited] + Self.enabled {
      try await done(.enableSecurityHub, Message(), as: account)
    }
    try await done(.tagResource, Message().text(1, Self.arn(of: us)).message(2, .tag("team", "security")), as: us)
    let members = Self.enabled + [Self.invited, Self.created]
    try await done(.createMembers, .details(members), as: us)
    try await done(.inviteMembers, Message().texts(1, Self.enabled + [Self.invited]), as: us)
    try await done(.createMembers, .details([Self.invited, Self.created]), as: Self.otherAdministrator)
    try await done(.inviteMembers, Message().text(1, Self.invited), as: Self.otherAdministrator)
    for account in Self.enabled {
      let id = try await invitations(of: account)[us] ?? ""
      try await done(.acceptAdministratorInvitation, Message().text(1, us).text(2, id), as: account)
    }
    invitationIDs = try await invitations(of: Self.invited)
    try await done(.enableSecurityHub, Message(), as: us, in: Self.otherRegion)
    try await done(.createMembers, .details(members), as: us, in: Self.otherRegion)
    let all = Message().varint(1, 0).varint(2, 1)
    tokens.members = try await page(.listMembers, all, as: us)?.text(2) ?? ""
    tokens.enabledMembers = try await page(.listMembers, Message().varint(2, 1), as: us)?.text(2) ?? ""
    tokens.invitations = try await page(.listInvitations, Message().varint(1, 1), as: Self.invited)?.text(2) ?? ""
    tokens.otherAccount = try await page(.listMembers, all, as: Self.otherAdministrator)?.text(2) ?? ""
    tokens.otherRegion = try await page(.listMembers, all, as: us, in: Self.otherRegion)?.text(2) ?? ""
  }

  func stop() async {
    await client.close()
    _ = await daemon.stop()
  }

  /// Sends any bytes with any metadata.
  func call(_ operation: Operation, _ payload: [UInt8], _ metadata: Metadata) async throws -> Result<[UInt8], Status> {
    let service = try ProtoFile.accounts.get().services[operation.name] ?? ""
    return try await call(service, operation.name, payload, metadata)
  }

  func call(
    _ service: String, _ method: String, _ payload: [UInt8], _ metadata: Metadata = [:]
  ) async throws -> Result<[UInt8], Status> {
    do throws(CallFailure) {
      let payload = ByteBuffer(bytes: payload)
      // Of a stream, what it begins with: a refusal, or the first message.
      let answer =
        method == Operation.watchMembers.name
        ? try await client.stream(
          .serverStreaming, service: service, method: method, payload: payload, metadata: metadata
        ).response()
        : try await client.call(service: service, method: method, payload: payload, metadata: metadata)
      return .success(Array(answer.readableBytesView))
    } catch {
      guard case .status(let status) = error else { throw error }
      return .failure(status)
    }
  }

  func page(_ operation: Operation, _ message: Message, as account: String, in region: String? = nil) async throws
    -> ReadMessage?
  {
    ReadMessage(try await call(operation, message.encoded, .acting(account, in: region)).get())
  }

  private func done(_ operation: Operation, _ message: Message, as account: String, in region: String? = nil)
    async throws
  {
    _ = try await call(operation, message.encoded, .acting(account, in: region)).get()
  }

  private func invitations(of account: String) async throws -> [String: String] {
    let list = try await page(.listInvitations, Message(), as: account)?.messages(1) ?? []
    return Dictionary(list.map { ($0.text(1), $0.text(2)) }) { $1 }
  }
}

extension WireDaemon {
  /// All that can be seen of the accounts concerned, byte for byte.
  func everything() async throws -> [String: Result<[UInt8], Status>] {
    let accounts = [Self.administrator, Self.invited, Self.created, Self.otherAdministrator, Self.stranger]
    let tenants =
      (accounts + Self.enabled).map { ($0, nil as String?) } + [(Self.administrator, Self.otherRegion)]
    return try await withThrowingTaskGroup(of: (String, Result<[UInt8], Status>).self) { group in
      for (account, region) in tenants {
        let arn = Self.arn(of: account, in: region ?? "us-east-1")
        let questions: [(Operation, Message)] = [
          (.describeHub, Message()), (.listMembers, Message().varint(1, 0)),
          (.getMembers, Message().texts(1, accounts + Self.enabled)), (.listInvitations, Message()),
          (.getAdministratorAccount, Message()), (.listTagsForResource, Message().text(1, arn)),
        ]
        for (operation, message) in questions {
          group.addTask {
            let answer = try await call(operation, message.encoded, .acting(account, in: region))
            return ("\(operation) of \(account) in \(region ?? "its Region")", answer)
          }
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }
}

extension Metadata {
  static func acting(_ account: String?, in region: String? = nil) -> Metadata {
    var metadata = Metadata()
    if let account { metadata.append("muster-account", account) }
    if let region { metadata.append("muster-region", region) }
    return metadata
  }
}

extension Message {
  static func tag(_ key: String, _ value: String = "") -> Message { Message().text(1, key).text(2, value) }

  static func details(_ ids: [String]) -> Message {
    ids.reduce(Message()) { $0.message(1, Message().text(1, $1)) }
  }
}

internal import MusterModel
internal import MusterProcess

extension Settings {
  /// What `--check-config` prints: every setting, and who said so.
  public var summary: String {
    var lines = [
      "configuration: \(configuration.map { Escaping.plain($0.value) + said($0.origin) } ?? "none")",
      "socket: \(Escaping.plain(socket.path.value))\(said(socket.path.origin))",
      "  mode: 0\(String(socket.mode.value, radix: 8))\(said(socket.mode.origin))",
    ]
    if let group = socket.group { lines.append("  group: gid \(group.value)\(said(group.origin))") }
    lines += ["data: \(Escaping.plain(data.value.description))\(said(data.origin))"]
    lines += ["region: \(region.value)\(said(region.origin))"]
    lines += [
      "grants:\(configuredGrants == nil ? " (default)" : configuredGrants == [] ? " none, nobody may call" : "")"
    ]
    lines += (configuredGrants ?? defaultGrants).map { "  \($0.line)" }
    lines += ["limits:"] + limits.values.map { "  \($0.name): \($0.value)" }
    lines += ["log: \(logLevel), \(logFormat.rawValue)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func said(_ origin: Origin) -> String { " (\(Escaping.plain(origin.description)))" }

  private var defaultGrants: [ConfiguredGrant] {
    grants.list.map { grant in
      guard case .user(let id) = grant.subject else { return ConfiguredGrant(grant: grant, subject: "") }
      return ConfiguredGrant(grant: grant, subject: "uid \(id)")
    }
  }
}

extension ConfiguredGrant {
  fileprivate var line: String {
    let accounts =
      switch grant.accounts {
      case .all: "all accounts"
      case .only(let ids) where ids.isEmpty: "no account"
      case .only(let ids): ids.sorted().map(\.description).joined(separator: ", ")
      }
    return "\(subject): \(roleNames) for \(accounts)"
  }

  private var roleNames: String {
    let names: [(Grant.Roles, String)] = [
      (.read, "read"), (.member, "member"), (.administrator, "administrator"), (.adminService, "admin-service"),
    ]
    return names.filter { grant.roles.contains($0.0) }.map(\.1).joined(separator: ", ")
  }
}

public import MusterModel
internal import MusterProcess
internal import Yams

/// A grant as the configuration file words it.
public struct ConfiguredGrant: Hashable, Sendable {
  public let grant: Grant
  /// Whom the file names: `user alice (uid 1000)`.
  public let subject: String
}

extension YAMLValue {
  private enum Role: String, CaseIterable {
    case read
    case member
    case administrator
    case all
    case adminService = "admin-service"

    var roles: Grant.Roles {
      switch self {
      case .read: .read
      case .member: .member
      case .administrator: .administrator
      case .all: .all
      case .adminService: .adminService
      }
    }
  }

  private static let subjects = ["user", "uid", "group", "gid"]

  /// `{user|uid|group|gid, accounts, allow}`
  func grant(_ names: NameService) -> ConfiguredGrant? {
    guard let parts = mapping(Self.subjects + ["accounts", "allow"]) else { return nil }
    // Every part is read before any is missed, so that all problems show at once.
    let subject = subject(of: parts, names)
    let roles = parts["allow"].map { $0.roles() } ?? refuse("has no \"allow\"; add a list of what it allows")
    let accounts: Grant.Accounts? =
      if let accounts = parts["accounts"] {
        accounts.accounts()
      } else if roles == .adminService {
        .only([])  // The Admin service is about no account.
      } else {
        refuse("has no \"accounts\"; add a list of account ids, or [\"*\"] for all")
      }
    guard let subject, let roles, let accounts else { return nil }
    return ConfiguredGrant(grant: Grant(to: subject.id, for: accounts, allowing: roles), subject: subject.text)
  }

  private func subject(
    of parts: [String: YAMLValue], _ names: NameService
  ) -> (id: Grant.Subject, text: String)? {
    let given = Self.subjects.compactMap { name in parts[name].map { (name, $0) } }
    guard given.count == 1, let (name, value) = given.first else {
      return refuse("names \(given.count) of user, uid, group, gid; name exactly one")
    }
    switch name {
    case "user": return value.userID(names).map { (.user($0.id), "user \($0.name) (uid \($0.id))") }
    case "group": return value.groupID(names).map { (.group($0.id), "group \($0.name) (gid \($0.id))") }
    case "uid": return value.numericID().map { (.user($0), "uid \($0)") }
    default: return value.numericID().map { (.group($0), "gid \($0)") }
    }
  }

  /// A list, or one word.
  private func roles() -> Grant.Roles? {
    let words: [YAMLValue]
    if node.sequence != nil {
      guard let list = list() else { return nil }
      words = list
    } else {
      words = [self]
    }
    guard !words.isEmpty else { return refuse("is empty; allow at least one of \(Self.roleNames)") }
    let read = words.map { word in (word.choice() as Role?)?.roles }
    return read.contains(nil) ? nil : read.compactMap(\.self).reduce([]) { $0.union($1) }
  }

  private static var roleNames: String { Role.allCases.map(\.rawValue).joined(separator: ", ") }

  private func accounts() -> Grant.Accounts? {
    guard let list = list() else { return nil }
    guard !list.isEmpty else { return refuse("is empty; list account ids, or \"*\" for all") }
    var ids: Set<AccountID> = []
    var isWhole = true
    for value in list {
      guard let text = value.text() else {
        isWhole = false
        continue
      }
      if text == "*", list.count == 1 { return .all }
      if let id = AccountID(text) {
        ids.insert(id)
      } else {
        isWhole = false
        let reason = text == "*" ? "must stand alone" : "is not an account id of 12 digits, nor \"*\" for all"
        value.report("\(Escaping.quoted(text)) \(reason)")
      }
    }
    return isWhole ? .only(ids) : nil
  }
}

import MusterModel
import TestFixtures
import Testing

/// The matrix of the spec's section 8, as it stands there, with "Resigned" always saying whether the invitation is
/// left (+) or not (-).
enum Matrix {
  static let table = """
    | Operation (by)           | no row  | Created | Invited   | Enabled   | Resigned+ | Resigned- | Removed |
    | CreateMembers (A)        | Created | P1      | P1        | P1        | P1        | P1        | P1      |
    | InviteMembers (A)        | P9      | Invited | P8        | P8        | Invited   | Invited   | Invited |
    | Accept (M)               | 404     | 404     | Enabled   | =         | Enabled   | 404       | 404     |
    | DeclineInvitations (M)   | P12     | P12     | Resigned+ | P14       | =         | P12       | P12     |
    | DeleteInvitations (M)    | P12     | P12     | Resigned- | P13       | Resigned- | P12       | P12     |
    | DeleteInvitations (A)    | P12     | P12     | Created   | P13       | Resigned- | P12       | P12     |
    | DisassociateFrom (M)     | 404     | 404     | 404       | Resigned+ | 404       | 404       | 404     |
    | DisassociateMembers (A)  | 404     | Removed | Removed   | Removed   | Removed   | Removed   | =       |
    | DeleteMembers (A)        | P9      | no row  | no row    | P11       | no row    | no row    | no row  |
    | DisableSecurityHub (A)   | no row  | no row  | no row    | 400       | no row    | no row    | no row  |
    | DisableSecurityHub (M)   | =       | =       | =         | 400       | =         | =         | =       |
    | GetMembers (A)           | P9      | listed  | listed    | listed    | listed    | listed    | listed  |
    | M sees in the list       | –       | –       | Invited   | Enabled   | Resigned  | –         | –       |
    | adds to the count        | 0       | 0       | 1         | 0         | 1         | 0         | 0       |
    | A is administrator of M  | no      | no      | no        | yes       | no        | no        | no      |
    """

  /// What has to stand in the sentence of each rejection, word by word (spec 3.4).
  static let fragments = [
    "P1":
      "The request is rejected because the given account ID is already a member or associated member of the current "
      + "account.",
    "P8":
      "The request is rejected because the current account has already invited or is already the SecurityHub master of "
      + "the given member account ID.",
    "P9": "the given account ID is not a member of the current account",
    "P11": "cannot delete the given member account ID since it is still associated to it",
    "P12": "does not have an invitation from",
    "P13": "since it is still associated to it",
    "P14": "since it is still associated to it",
  ]

  static let states = lines[0].dropFirst().map { String($0) }
  static let operations = lines.dropFirst().map { $0[0] }

  static func cell(_ operation: String, _ state: String) -> String {
    guard let line = lines.first(where: { $0[0] == operation }), let column = lines[0].firstIndex(of: state) else {
      preconditionFailure("no cell for \(operation) and \(state)")
    }
    return line[column]
  }

  private static let lines = table.split(separator: "\n").map { line in
    line.split(separator: "|").map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}

extension World {
  /// The column of the matrix that an association is in.
  func state(_ administrator: AccountID, _ member: AccountID) -> String {
    guard let row = row(administrator, member) else { return "no row" }
    return row.status == .resigned ? (row.invitation == nil ? "Resigned-" : "Resigned+") : "\(row.status)"
  }

  mutating func bring(_ administrator: AccountID, _ member: AccountID, to state: String) {
    switch state {
    case "no row": break
    case "Resigned+": associate(administrator, member, .resigned)
    case "Resigned-": associate(administrator, member, .resigned, isInvitationLeft: false)
    default:
      guard let status = MemberStatus.allCases.first(where: { "\($0)" == state }) else {
        preconditionFailure("no such state: \(state)")
      }
      associate(administrator, member, status)
    }
  }

  /// Does what a line of the matrix says between two accounts, and returns what its cell would say of it.
  mutating func outcome(_ operation: String, _ administrator: AccountID, _ member: AccountID) -> String {
    let before = rows
    do throws(CallError) {
      let rejected = try perform(operation, administrator, member)
      if let answer = rejected.answer { return answer }
      guard let unprocessed = rejected.unprocessed.first else {
        return rows == before ? "=" : state(administrator, member)
      }
      #expect(rows == before && rejected.unprocessed.count == 1)
      let isMember = operation.hasSuffix("(M)")
      #expect(unprocessed.accountID == (isMember ? administrator : member).description)
      let expected = Matrix.cell(operation, state(administrator, member))
      return Matrix.fragments[expected].map { unprocessed.processingResult.contains($0) } == true
        ? expected : unprocessed.processingResult
    } catch {
      #expect(rows == before)
      switch error.code {
      case .invalidInput: return "400"
      case .invalidAccess: return "401"
      case .resourceNotFound: return "404"
      default: return "\(error)"
      }
    }
  }

  private mutating func perform(
    _ operation: String, _ administrator: AccountID, _ member: AccountID
  ) throws(CallError) -> (unprocessed: [UnprocessedAccount], answer: String?) {
    let (a, m) = ("\(administrator)", "\(member)")
    switch operation {
    case "CreateMembers (A)": return (try perform(CreateMembers([.init(accountID: m)]), as: administrator), nil)
    case "InviteMembers (A)": return (try perform(InviteMembers([m]), as: administrator), nil)
    case "Accept (M)":
      let id = invitation(to: member, from: administrator)?.id ?? .sample(404)
      try perform(AcceptAdministratorInvitation(administratorID: a, invitationID: "\(id)"), as: member)
    case "DeclineInvitations (M)": return (try perform(DeclineInvitations([a]), as: member), nil)
    case "DeleteInvitations (M)": return (try perform(DeleteInvitations([a]), as: member), nil)
    case "DeleteInvitations (A)": return (try perform(DeleteInvitations([m]), as: administrator), nil)
    case "DisassociateFrom (M)": try perform(DisassociateFromAdministratorAccount(), as: member)
    case "DisassociateMembers (A)": try perform(DisassociateMembers([m]), as: administrator)
    case "DeleteMembers (A)": return (try perform(DeleteMembers([m]), as: administrator), nil)
    case "DisableSecurityHub (A)":
      try perform(DisableSecurityHub(), as: administrator)
      return ([], state(administrator, member))
    case "DisableSecurityHub (M)":
      let before = state(administrator, member)
      try perform(DisableSecurityHub(), as: member)
      return ([], state(administrator, member) == before ? "=" : state(administrator, member))
    case "GetMembers (A)":
      let answer = try self.answer(GetMembers([m]), as: administrator)
      return (answer.unprocessed, answer.members.isEmpty ? nil : "listed")
    case "M sees in the list":
      return ([], try answer(ListInvitations(), as: member).items.first.map { "\($0.status)" } ?? "–")
    case "adds to the count": return ([], "\(try answer(GetInvitationsCount(), as: member))")
    case "A is administrator of M":
      return ([], try answer(GetAdministratorAccount(), as: member)?.accountID == administrator ? "yes" : "no")
    default: preconditionFailure("no such line: \(operation)")
    }
    return ([], nil)
  }
}

import MusterModel

/// What cannot be foretold and is learned from the daemon's answers: which id an invitation has, and which token
/// a page has. Once learned it must stay so.
struct Names {
  /// What a token was given for (spec 4.3).
  struct List: Hashable {
    let caller: AccountID
    let region: Region
    /// The operation with the arguments that choose the rows.
    let name: String
  }

  private struct Token {
    let list: List
    let after: AccountID
    let text: String
  }

  private var ids: [Int: InvitationID] = [:]
  private var tokens: [Token] = []

  func id(of invitation: Int) -> InvitationID? { ids[invitation] }

  /// What is wrong with an invitation's id.
  mutating func complaint(about id: InvitationID, of invitation: Int) -> String? {
    if let known = ids[invitation] { return known == id ? nil : "the invitation's id was \(known) before" }
    guard !ids.values.contains(id) else { return "the id is that of another invitation" }
    ids[invitation] = id
    return nil
  }

  /// What is wrong with a page's token.
  mutating func complaint(about text: String?, after position: AccountID?, of list: List) -> String? {
    guard let text, let position else {
      guard text != nil || position != nil else { return nil }
      return position == nil ? "there is nothing for a next page" : "there is more for a next page"
    }
    guard !text.isEmpty, text.utf8.count <= 512, text.utf8.allSatisfy(Self.isURLSafe) else {
      return "the token cannot stand in a URL: \(text)"
    }
    for token in tokens where token.text == text && (token.list != list || token.after != position) {
      return "the token is that of \(token.list) after \(token.after)"
    }
    tokens.append(Token(list: list, after: position, text: text))
    return nil
  }

  private static func isURLSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The text to send for a choice, and what it must be understood as.
  func token(_ choice: PageChoice, for list: List) -> (text: String?, start: PageStart) {
    let latest = tokens.last { $0.list == list }
    switch choice {
    case .absent: return (nil, .first)
    case .empty: return ("", .first)
    case .latest: return latest.map { ($0.text, .after($0.after)) } ?? (nil, .first)
    case .foreign:
      return tokens.last { $0.list != list }.map { ($0.text, .foreign) } ?? ("0", .foreign)
    case .forged:
      return latest.map { ($0.text.dropLast() + ($0.text.last == "0" ? "1" : "0"), .foreign) } ?? ("0", .foreign)
    case .text(let text): return (text, text.utf8.count > 512 ? .malformed : .foreign)
    }
  }

  /// The text to send for an invitation, and which one it means.
  func id(
    _ choice: InvitationChoice, from administrator: String, to member: AccountID, in region: Region,
    _ reference: Reference
  ) -> (text: String, number: Int?) {
    var number: Int?
    switch choice {
    case .current:
      let received = reference.invitations(to: member, in: region)
      number = received.first { "\($0.administrator)" == administrator }?.invitation
    case .former:
      number =
        reference.former.last {
          $0.region == region && $0.member == member && "\($0.administrator)" == administrator && ids[$0.number] != nil
        }?.number
    case .foreign:
      number =
        reference.associations.last {
          ($0.region != region || $0.member != member) && $0.invitation.flatMap { ids[$0] } != nil
        }?.invitation
    case .text(let text): return (text, nil)
    }
    guard let number, let id = ids[number] else { return (String(repeating: "0", count: 32), nil) }
    return ("\(id)", number)
  }
}

package import MusterClient
package import MusterJSON
internal import MusterModel

extension MemberEvent {
  /// The event as a document of one line; nil for one that programs see by a note, and by the listing that follows.
  package var json: JSONValue? {
    switch self {
    case .listing: .object(["Event": .string("Listing")])
    case .member(let member): .object(["Event": .string("Member"), "Member": member.json])
    case .current: .object(["Event": .string("Current")])
    case .changed(let member): .object(["Event": .string("Changed"), "Member": member.json])
    case .removed(let account): .object(["Event": .string("Removed"), "AccountId": account.json])
    case .interrupted: nil
    }
  }
}

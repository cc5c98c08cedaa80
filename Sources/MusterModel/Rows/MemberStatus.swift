/// Where an association stands, in AWS's spelling (spec 3.1).
public enum MemberStatus: UInt8, Hashable, Sendable, CaseIterable {
  /// Added by the administrator, not (or no longer) invited.
  case created = 1
  /// Invited, and not answered yet.
  case invited = 2
  /// The member accepted: the association is active.
  case enabled = 3
  /// The member declined, or left.
  case resigned = 4
  /// The administrator disassociated the member.
  case removed = 5
}

extension MemberStatus: CustomStringConvertible {
  public var description: String {
    switch self {
    case .created: "Created"
    case .invited: "Invited"
    case .enabled: "Enabled"
    case .resigned: "Resigned"
    case .removed: "Removed"
    }
  }
}

public import MusterModel

/// What a watch of a roster tells.
///
/// A watch tells `listing`, a `member` for each row, `current`, and from then on `changed` and `removed` as changes
/// commit, in order, none lost or doubled. When it was interrupted it begins again with `listing`.
public enum MemberEvent: Hashable, Sendable {
  /// A listing begins: forget the members you have, or keep them until ``current`` and then take the new ones.
  case listing
  /// A row that the roster has, of any status. In ascending order of account.
  case member(Member)
  /// The rows since ``listing`` are the whole roster, as it was at one moment. All changes since then follow.
  case current
  /// A row was created, or is different now, perhaps in what is not shown of it: that its invitation was deleted.
  case changed(Member)
  /// A row was deleted.
  case removed(AccountID)
  /// The daemon cannot be asked for now, or you did not keep up: from here on what you have may be out of date. The
  /// watch goes on by itself, with ``listing``. Told once, however often that has to be tried.
  case interrupted(MusterClientError)
}

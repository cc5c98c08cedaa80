internal import MusterModel

extension StandingRow: TableRow {
  static let table = Table(
    "standing", 1, key: ["account"], columns: ["administrator", "invitation", "invited_at"])

  func bind(to query: inout Query) {
    query.bind(administrator)
    query.bind(invitationID)
    query.bind(invitedAt)
  }

  init(from query: inout Query) throws(Misread) {
    try self.init(administrator: query.account(), invitationID: query.invitationID(), invitedAt: query.time())
  }
}

extension RosterRow: TableRow {
  static let table = Table("roster", 2, key: ["account"], columns: ["rows", "enabled"])

  func bind(to query: inout Query) {
    query.bind(Int64(rows))
    query.bind(Int64(enabled))
  }

  init(from query: inout Query) throws(Misread) {
    let rows = try query.count(in: 0...Int.max)
    try self.init(rows: rows, enabled: query.count(in: 0...rows))
  }
}

extension MemberRow: TableRow {
  static let table = Table(
    "member", 3, key: ["administrator", "member"],
    columns: ["email", "status", "invitation", "invited_at", "updated_at"])

  func bind(to query: inout Query) {
    query.bind(email)
    query.bind(Int64(status.rawValue))
    query.bind(invitationID)
    query.bind(invitedAt?.milliseconds)
    query.bind(updatedAt)
  }

  init(from query: inout Query) throws(Misread) {
    try self.init(
      email: query.isNull() ? nil : query.text(), status: query.status(),
      invitationID: query.isNull() ? nil : query.invitationID(), invitedAt: query.isNull() ? nil : query.time(),
      updatedAt: query.time())
  }
}

extension InvitationRow: TableRow {
  static let table = Table(
    "invitation", 4, key: ["member", "administrator"], columns: ["id", "status", "invited_at"])

  func bind(to query: inout Query) {
    query.bind(id)
    query.bind(Int64(status.rawValue))
    query.bind(invitedAt)
  }

  init(from query: inout Query) throws(Misread) {
    try self.init(id: query.invitationID(), status: query.status(), invitedAt: query.time())
  }
}

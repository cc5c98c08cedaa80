package import MusterModel

/// The accounts that load is about, all in one Region: administrators, their members, and the accounts that calls create
/// and delete again.
package struct LoadGround: Hashable, Sendable {
  package let region: Region
  /// The number of the first account.
  package let first: UInt64
  package let tenants: Int
  /// Rows of each roster that stay as they are.
  package let members: Int
  /// Of them, those that are associated, so that there is something to see: accounts with a hub, each of one
  /// administrator's.
  package let associated: Int

  /// Nil when twelve digits do not suffice for the last account.
  package init?(region: Region, first: AccountID, tenants: Int, members: Int, associated: Int? = nil) {
    guard AccountID(number: first.number + Self.span) != nil else { return nil }
    self.region = region
    self.first = first.number
    self.tenants = tenants
    self.members = members
    self.associated = associated ?? min(members, tenants <= Self.fewTenants ? Self.mostAssociated : 1)
  }

  /// Nobody's: AWS has no such Region, and what is in one Region is seen in no other.
  package static let usualRegion: Region = {
    guard let region = Region("muster-bench") else { preconditionFailure("it has none but letters and a hyphen") }
    return region
  }()
  /// Where the accounts begin that are meant when nobody names others.
  package static let usualFirst = account(990_000_000_000)

  /// One of a ground's accounts, whose numbers are all below 10^12: see the init.
  static func account(_ number: UInt64) -> AccountID {
    guard let account = AccountID(number: number) else { preconditionFailure("\(number) has more than twelve digits") }
    return account
  }

  package var firstAccount: AccountID { Self.account(first) }

  package func tenant(_ index: Int) -> UInt64 { first + UInt64(index) }

  /// A member of a tenant's roster: the associated ones come first, and are its own.
  package func member(_ index: Int, of tenant: Int) -> UInt64 {
    index < associated
      ? first + Self.associatedFrom + UInt64(tenant * associated + index) : first + Self.membersFrom + UInt64(index)
  }

  /// The first and the last account of those that get a hub: administrators, and their members.
  package var hubAccounts: [(first: AccountID, last: AccountID)] {
    let ends = associated > 0 ? [(member(0, of: 0), member(associated - 1, of: tenants - 1))] : []
    return ([(tenant(0), tenant(tenants - 1))] + ends).map { (Self.account($0.0), Self.account($0.1)) }
  }

  /// An account that is in no roster, but for what calls create.
  package var written: UInt64 { first + Self.writtenFrom }

  private static let fewTenants = 1000
  static let mostAssociated = 4
  private static let associatedFrom: UInt64 = 200_000
  private static let membersFrom: UInt64 = 1_000_000
  private static let writtenFrom: UInt64 = 2_000_000
  /// As many numbers as there are accounts, at most.
  private static let span: UInt64 = 3_000_000
}

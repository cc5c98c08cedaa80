internal import MusterModel

/// A file of accounts: CSV, or the listing of an organization, told apart by how it begins.
package struct AccountFile: Sendable {
  /// As messages name it.
  package let name: String
  package private(set) var accounts: [ListedAccount] = []
  package private(set) var inactive: [InactiveAccount] = []

  /// Reads the file of that name; `-` is standard input.
  package static func read(_ path: String) throws(Failure) -> AccountFile {
    try AccountFile(name: name(path), try InputBytes.read(path, limit: Limits.fileBytes))
  }

  package init(name: String, _ bytes: [UInt8]) throws(Failure) {
    self.name = name
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .usage(
        "\(name) is UTF-16, so nothing was sent.", remedy: "Save it as UTF-8 and run the same command again.")
    }

    var problems = FileProblems()
    switch bytes.first(where: { !$0.isWhitespace }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let listing = OrganizationListing(bytes, &problems)
      accounts = listing.accounts
      inactive = listing.inactive
    default:
      accounts = AccountCSV.read(bytes, &problems)
    }
    guard problems.isEmpty else { throw problems.failure(of: name) }
    guard !accounts.isEmpty || !inactive.isEmpty else {
      throw .usage(
        "\(name) lists no accounts, so nothing was sent.",
        remedy: "Give CSV, account_id,email a line, or what `aws organizations list-accounts` prints.")
    }
  }

  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }
}

extension UInt8 {
  fileprivate var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

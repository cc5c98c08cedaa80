internal import MusterModel

/// What an account signs with.
struct AccountCredentials: Hashable, Sendable {
  var account: AccountID
  var secret: Secret
  /// That every request must bring, where there is one.
  var sessionToken: Secret?
  var expires: Timestamp?
}

extension CredentialsFile {
  /// Of the account whose key that is.
  ///
  /// - Throws: where there is none, or the session token is not the one that belongs to it, or is past its time.
  func credentials(
    of accessKeyID: String, with token: String?, at now: Timestamp
  ) throws(AWSError) -> AccountCredentials {
    // Swift takes some spellings of a letter for another's: of ASCII there is one of each.
    guard accessKeyID.utf8.allSatisfy({ $0 < 0x80 }), let credentials = accounts[accessKeyID],
      credentials.takes(token)
    else {
      // One sentence for both, so that nobody learns which keys there are.
      throw AWSError(
        .unrecognizedClient,
        "The security token included in the request is invalid. The access key id \(shown(accessKeyID)) is not in the "
          + "gateway's credentials file, or another session token belongs to it.")
    }
    if let expires = credentials.expires, now >= expires {
      throw AWSError(
        .expiredToken,
        "The security token included in the request is expired: account \(credentials.account)'s in the credentials file "
          + "was good until \(expires).")
    }
    return credentials
  }
}

extension AccountCredentials {
  fileprivate func takes(_ token: String?) -> Bool {
    switch (sessionToken, token) {
    case (nil, nil): true
    case (let expected?, let token?): token.utf8.count <= Limits.sessionTokenBytes && expected.matches(token)
    case (nil, _?), (_?, nil): false
    }
  }
}

internal import Crypto
internal import MusterModel
internal import Synchronization

/// The keys that signatures are made with: one for each secret, day, Region and service. Four hashes make one, so those
/// that were good for something are kept.
final class DerivedKeys: Sendable {
  struct Name: Hashable, Sendable {
    var secret: Secret
    var date: String
    var region: Region
    var service: SigningService

    /// AWS's chain of keys.
    func derived() -> SymmetricKey {
      var key = SymmetricKey(data: Array("AWS4".utf8) + secret.text.utf8)
      for step in [date, region.name, service.name, CredentialScope.terminator] {
        key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key))
      }
      return key
    }
  }

  private let keys = Mutex<[Name: SymmetricKey]>([:])

  func known(_ name: Name) -> SymmetricKey? { keys.withLock { $0[name] } }

  /// To be called for a key that a good signature was made with, so that strangers cannot push out those in use.
  func keep(_ key: SymmetricKey, for name: Name) {
    keys.withLock { keys in
      // Those of yesterday are never asked for again. To forget all costs the busy ones four hashes each.
      if keys.count >= Limits.derivedKeys { keys.removeAll() }
      keys[name] = key
    }
  }

  var count: Int { keys.withLock { $0.count } }
}

internal import Crypto
internal import MusterModel

/// Page tokens that only this store's daemon can have made: the position, and a keyed hash that binds it to
/// operation, caller, Region and filter. The key lives in the store, so tokens outlive a restart.
struct SealedPageTokens: PageTokens {
  /// With the key in it, which every seal goes on from.
  private let begun: HMAC<SHA256>

  init(key: [UInt8]) { begun = HMAC<SHA256>(key: SymmetricKey(data: key)) }

  func token(after position: AccountID, in scope: PageScope) -> String {
    let bytes = position.number.bytes
    return hexadecimal(bytes + seal(bytes, scope))
  }

  func position(of token: String, in scope: PageScope) -> AccountID? {
    guard let bytes = octets(token), bytes.count == 8 + Self.sealBytes else { return nil }
    let position = Array(bytes.prefix(8))
    // A constant-time comparison is not needed to keep a secret here, but costs nothing.
    let differing = zip(seal(position, scope), bytes.dropFirst(8)).reduce(0) { $0 | ($1.0 ^ $1.1) }
    guard differing == 0 else { return nil }
    return AccountID(number: position.reduce(0) { $0 << 8 | UInt64($1) })
  }

  private func seal(_ position: [UInt8], _ scope: PageScope) -> [UInt8] {
    var code = begun
    code.update(data: position)
    // The variable parts stand last and hold no "/" before the filter, so no two scopes spell the same.
    let text = "\(scope.operation.name)/\(scope.tenant.account)/\(scope.tenant.region.name)/\(scope.filter)"
    code.update(data: Array(text.utf8))
    return Array(code.finalize().prefix(Self.sealBytes))
  }

  /// Half of SHA-256: 128 bits are beyond guessing, and the token stays short.
  private static let sealBytes = 16
}

extension UInt64 {
  fileprivate var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) } }
}

private let digits = Array("0123456789abcdef".utf8)

private func hexadecimal(_ bytes: [UInt8]) -> String {
  unsafe String(unsafeUninitializedCapacity: bytes.count * 2) { space in
    for (index, byte) in bytes.enumerated() {
      unsafe space[index * 2] = digits[Int(byte >> 4)]
      unsafe space[index * 2 + 1] = digits[Int(byte & 15)]
    }
    return bytes.count * 2
  }
}

/// Nil unless the text is an even number of lower-case hexadecimal digits.
private func octets(_ text: String) -> [UInt8]? {
  let values = text.utf8.compactMap { digits.firstIndex(of: $0) }
  guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
  return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
}

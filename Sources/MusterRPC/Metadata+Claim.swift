internal import MusterModel
internal import TTRPC

extension Metadata {
  /// What the request says of itself by this key. Twice the same is one claim; of two that differ, whoever forwarded
  /// the request may have checked the one and we would act on the other, so neither is taken.
  func claim(_ key: String) throws(CallError) -> String? {
    switch claims(of: key) {
    case .none: return nil
    case .one(let value): return value
    case .contradiction(let first, let other):
      throw CallError(
        .invalidInput,
        "Metadata \(key) is both \"\(first.prefix(64))\" and \"\(other.prefix(64))\"; send it once.")
    }
  }
}

internal import Crypto

/// What a client says of its body beside the signature, in `x-amz-content-sha256`.
enum PayloadHash: Sendable {
  case notSent
  /// The signature says the same again of the body that came.
  case sent([UInt8])
  /// Nothing.
  case unsigned

  init(_ headers: Headers) throws(AWSError) {
    let values = headers.values(of: Self.name)
    guard let text = values.first else {
      self = .notSent
      return
    }
    guard values.count == 1 else {
      throw AWSError(.incompleteSignature, "The request has \(values.count) '\(Self.name)' headers; send one.")
    }
    if let hash = CanonicalText.hash(text) {
      self = .sent(hash)
    } else if text == "UNSIGNED-PAYLOAD" {
      self = .unsigned
    } else if text.hasPrefix("STREAMING-") {
      throw AWSError(
        .invalidSignature,
        "\(Self.name) is \(shown(text)): bodies that come in signed chunks are for Amazon S3; sign the whole body.")
    } else {
      throw AWSError(
        .incompleteSignature,
        "\(Self.name) is \(shown(text)); it must be the SHA-256 of the body in 64 lower-case hexadecimal digits.")
    }
  }

  /// An unsigned body is for Amazon S3 and for operations whose model says so; none of ours does. Whoever saw one such
  /// request could send another body under its signature.
  func refuseUnsigned() throws(AWSError) {
    guard case .unsigned = self else { return }
    throw AWSError(
      .invalidSignature, "\(Self.name) is 'UNSIGNED-PAYLOAD', which this service does not take; sign the body.")
  }

  private static let name = "x-amz-content-sha256"
}

extension SHA256 {
  static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
    var hasher = SHA256()
    // The pointer is used within the closure only.
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
    }
    if isDone == nil { hasher.update(data: Array(bytes)) }
    return Array(hasher.finalize())
  }
}

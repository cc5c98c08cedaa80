public import Logging
public import MusterProcess
internal import Synchronization

/// Whose signatures are taken at the moment.
public final class SignatureSource: Sendable {
  private let signatures: GatewaySettings.Signatures
  private let verifier: Mutex<SignatureVerifier>

  /// - Throws: what is wrong with the credentials file.
  public init(_ signatures: GatewaySettings.Signatures) throws(StartError) {
    self.signatures = signatures
    verifier = Mutex(try Self.verifier(signatures))
  }

  /// For one request, from its beginning to its end.
  var current: SignatureVerifier { verifier.withLock { $0 } }

  /// Reads the credentials again. Where they are wrong, the old ones count on.
  public func reload(_ logger: Logger) {
    guard case .credentials(let path) = signatures else {
      return logger.notice("nothing to read again: any signature is taken")
    }
    do throws(StartError) {
      let new = try Self.verifier(signatures)
      verifier.withLock { $0 = new }
      logger.notice("read the credentials again")
      introduce(to: logger)
    } catch {
      for message in error.messages {
        logger.error("the credentials are as before: \(message)", metadata: ["file": "\(path)"])
      }
    }
  }

  /// Says what an operator must know of them.
  func introduce(to logger: Logger) {
    switch current.policy {
    case .anySignature:
      logger.warning(
        "ANY SIGNATURE IS TAKEN: whoever can connect acts for every account; give --credentials where that matters")
    case .credentials(let file):
      logger.notice("signatures are taken", metadata: ["keys": "\(file.accounts.count)"])
      if !file.ignoredProfiles.isEmpty {
        logger.notice(
          "profiles that are no account's were left out; a profile's name is its account's 12 digits",
          metadata: ["profiles": .array(file.ignoredProfiles.prefix(20).map { "\($0)" })])
      }
    }
  }

  private static func verifier(_ signatures: GatewaySettings.Signatures) throws(StartError) -> SignatureVerifier {
    switch signatures {
    case .any: SignatureVerifier(.anySignature)
    case .credentials(let path): SignatureVerifier(.credentials(try CredentialsFile.read(path)))
    }
  }
}

package import MusterModel
internal import TTRPC

/// The fixed names of Muster on the wire.
package enum Contract {
  package static func name(of service: MusterModel.Operation.Service) -> String {
    switch service {
    case .securityHub: "muster.v1.SecurityHub"
    case .access: "muster.v1.Access"
    }
  }

  package static let admin = "muster.v1.Admin"

  /// Metadata keys.
  enum Key {
    static let account = "muster-account"
    static let region = "muster-region"
    static let requestID = "muster-request-id"
  }

  /// What a request id may be: visible ASCII, so that it can stand in any log and header.
  static let requestIDBytes = 1...64

  static let errorInfoType = "type.googleapis.com/google.rpc.ErrorInfo"
  static let errorDomain = "securityhub.amazonaws.com"
}

extension Peer {
  init(_ credentials: PeerCredentials) {
    self.init(
      processID: credentials.pid, userID: credentials.uid, groupID: credentials.gid, groups: credentials.groups)
  }
}

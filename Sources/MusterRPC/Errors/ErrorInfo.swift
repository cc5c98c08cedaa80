internal import CMusterProto
internal import TTRPC

/// `google.rpc.ErrorInfo`, which carries AWS's name of an error to every client.
enum ErrorInfo {
  private static let type = unsafe MessageType(google__rpc__error_info__init)

  /// Enough for one: two short strings and its frame.
  static let arenaBytes = 64 << 10

  static func encode(reason: String, in arena: Arena) -> Status.Detail? {
    let encoder = MessageEncoder(arena: arena)
    do throws(WireError) {
      let bytes = unsafe try encoder.encode(type) { message throws(WireError) in
        unsafe message.pointee.reason = try encoder.text(reason)
        unsafe message.pointee.domain = try encoder.text(Contract.errorDomain)
      }
      return unsafe Status.Detail(typeURL: Contract.errorInfoType, value: Array(bytes))
    } catch {
      return nil
    }
  }

  /// The reason of the first ErrorInfo of our domain.
  static func reason(in details: [Status.Detail]) -> String? {
    for detail in details where detail.typeURL == Contract.errorInfoType {
      guard let arena = Arena(limit: arenaBytes),
        let info = unsafe try? detail.value.withUnsafeBytes({ bytes in
          unsafe try MessageDecoder.decode(type, from: bytes, in: arena)
        }),
        unsafe info.domain.text() == Contract.errorDomain
      else { continue }
      return unsafe info.reason.text()
    }
    return nil
  }
}

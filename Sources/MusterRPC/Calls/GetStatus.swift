internal import CMusterProto
internal import MusterModel

/// `muster.v1.Admin/GetStatus`. Not a ``Call``: it is about the daemon, and acts for no account.
enum GetStatus {
  static let method = "GetStatus"
  static let request = unsafe MessageType(muster__v1__get_status_request__init)
  static let response = unsafe MessageType(muster__v1__get_status_response__init)
  private static let count = unsafe MessageType(muster__v1__call_count__init)

  static func write(
    _ status: DaemonStatus, to response: UnsafeMutablePointer<Muster__V1__GetStatusResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.version = try encoder.text(status.version)
    unsafe response.pointee.process_id = Int64(status.processID)
    unsafe response.pointee.started_at = try status.startedAt.make(encoder)
    unsafe response.pointee.data = try encoder.text(status.data)
    unsafe response.pointee.default_region = try encoder.text(status.defaultRegion.name)
    unsafe response.pointee.writable = status.isWritable ? 1 : 0
    unsafe response.pointee.resident_tenants = Int64(status.residentTenants)
    unsafe response.pointee.n_calls = status.calls.count
    unsafe response.pointee.calls = try encoder.list(status.calls.count) { index throws(WireError) in
      unsafe try encoder.make(count) { message throws(WireError) in
        unsafe message.pointee.method = try encoder.text(status.calls[index].method)
        unsafe message.pointee.code = try encoder.text(status.calls[index].code)
        unsafe message.pointee.count = Int64(status.calls[index].count)
      }
    }
  }

  static func read(_ response: Muster__V1__GetStatusResponse) throws(WireError) -> DaemonStatus {
    let region = unsafe try MessageDecoder.text(response.default_region, "default_region")
    guard let defaultRegion = Region(region) else { throw .badReply("default_region is \"\(region)\"") }
    return DaemonStatus(
      version: unsafe try MessageDecoder.text(response.version, "version"),
      processID: unsafe Int(response.process_id),
      startedAt: unsafe try Timestamp.readRequired(response.started_at, "started_at"),
      data: unsafe try MessageDecoder.text(response.data, "data"),
      defaultRegion: defaultRegion,
      isWritable: unsafe response.writable != 0,
      residentTenants: unsafe Int(response.resident_tenants),
      calls: unsafe try MessageDecoder.list(response.n_calls, response.calls) { message throws(WireError) in
        CallCount(
          method: unsafe try MessageDecoder.text(message.method, "method"),
          code: unsafe try MessageDecoder.text(message.code, "code"),
          count: unsafe Int(message.count))
      })
  }
}

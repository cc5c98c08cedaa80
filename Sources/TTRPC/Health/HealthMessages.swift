internal import CMusterProto
internal import NIOCore

/// What both methods of the health service read and answer.
enum HealthMessages {
  /// The service that is asked about. The empty name is the server as a whole.
  static func service(_ payload: UnsafeRawBufferPointer, _ arena: Arena) throws(Status) -> String {
    guard let request = unsafe arena.unpack(grpc__health__v1__health_check_request__init, from: payload) else {
      throw arena.refused
        ? Status(code: .resourceExhausted, message: "the request takes more memory than a call may; send less at once")
        : Status(code: .internal, message: "the payload is not a grpc.health.v1.HealthCheckRequest; encode it as one")
    }
    let length = unsafe request.pointee.service.len
    guard length <= Limits.serviceNameBytes else {
      throw Status(
        code: .notFound,
        message: "unknown service: its name has \(length) bytes, and none has more than \(Limits.serviceNameBytes)")
    }
    guard let service = unsafe request.pointee.service.text() else {
      throw Status(code: .invalidArgument, message: "service is not UTF-8 text without NUL; send a service's full name")
    }
    return service
  }

  /// An answer, in the arena. Nil, which only a watch is told, is a service that nobody set.
  static func answer(_ status: HealthService.ServingStatus?, in arena: Arena) throws(Status) -> UnsafeRawBufferPointer {
    var response = unsafe Grpc__Health__V1__HealthCheckResponse()
    unsafe grpc__health__v1__health_check_response__init(&response)
    unsafe response.status =
      switch status {
      case .serving: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING
      case .notServing: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING
      case nil: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVICE_UNKNOWN
      }
    guard let bytes = unsafe arena.pack(base(of: &response)) else { throw outOfMemory }
    return unsafe bytes
  }

  static let outOfMemory = Status(
    code: .resourceExhausted, message: "there is no memory left for an answer; ask again")
}

internal import CMusterProto

/// `grpc.health.v1.Health/Check`.
struct CheckMethod: UnaryMethod {
  let health: HealthService

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    do throws(Status) {
      let service = try unsafe Self.service(payload, arena)
      switch health.source(of: service) {
      case .known(let status): return .now(Self.reply(status, in: arena))
      case .asked(let status):
        return .later {
          let status = await status()
          return { arena in Self.reply(status, in: arena) }
        }
      case nil:
        throw Status(code: .notFound, message: "unknown service \"\(service)\": it is not registered on this server")
      }
    } catch {
      return .now(.failure(error))
    }
  }

  private static func service(_ payload: UnsafeRawBufferPointer, _ arena: Arena) throws(Status) -> String {
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

  private static func reply(_ status: HealthService.ServingStatus, in arena: Arena) -> Reply {
    var response = unsafe Grpc__Health__V1__HealthCheckResponse()
    unsafe grpc__health__v1__health_check_response__init(&response)
    unsafe response.status =
      switch status {
      case .serving: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING
      case .notServing: GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING
      }
    guard let bytes = unsafe arena.pack(base(of: &response)) else {
      return .failure(Status(code: .resourceExhausted, message: "there is no memory left for an answer; ask again"))
    }
    return unsafe .payload(bytes)
  }
}

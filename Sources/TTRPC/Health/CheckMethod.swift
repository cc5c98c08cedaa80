/// `grpc.health.v1.Health/Check`.
final class CheckMethod: UnaryMethod {
  private let health: HealthService

  init(health: HealthService) { self.health = health }

  func handle(_ payload: UnsafeRawBufferPointer, context: CallContext, arena: Arena) -> Handling {
    do throws(Status) {
      let service = try unsafe HealthMessages.service(payload, arena)
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

  private static func reply(_ status: HealthService.ServingStatus, in arena: Arena) -> Reply {
    do throws(Status) {
      return unsafe .payload(try HealthMessages.answer(status, in: arena))
    } catch {
      return .failure(error)
    }
  }
}

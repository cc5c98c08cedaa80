internal import Glibc
internal import MusterClient
internal import MusterModel
internal import MusterRPC

/// Prepares what calls are to be about, and removes it again. Touches no account that anybody else uses: none but those
/// whose hub bears its mark.
package final class GroundKeeper: Sendable {
  let ground: LoadGround
  let mark: GroundMark
  private let pool: DaemonPool

  package init(_ ground: LoadGround, socket: String) {
    self.ground = ground
    mark = GroundMark(
      process: getpid(), first: ground.first, tenants: ground.tenants, associated: ground.associated)
    pool = DaemonPool(socket: socket, connections: 4, timeout: .seconds(30))
  }

  package func close() async { await pool.close() }

  func send<C: RemoteCall>(_ call: C, for account: UInt64) async throws(GroundError) -> C.Output {
    do throws(MusterClientError) {
      return try await pool.send(call, for: LoadGround.account(account), in: ground.region, requestID: "muster-bench")
    } catch {
      throw .client(error)
    }
  }

  /// As ``send(_:for:)``, of a call whose account has a hub. Nil when it has none.
  func ask<C: RemoteCall>(_ call: C, for account: UInt64) async throws(GroundError) -> C.Output? {
    do throws(GroundError) {
      return try await send(call, for: account)
    } catch {
      guard case .client(let error) = error, error.kind == .refused(.invalidAccess) else { throw error }
      return nil
    }
  }

  /// What the account's hub says of whom it belongs to.
  enum Owner: Equatable {
    case nobody
    case load(GroundMark)
    case somebodyElse
  }

  func owner(of account: UInt64) async throws(GroundError) -> Owner {
    guard let hub = unsafe try await ask(DescribeHub(), for: account) else { return .nobody }
    let tags = unsafe try await send(ListTagsForResource(hub.hubARN), for: account)
    guard let text = tags[GroundMark.key], let mark = GroundMark(text) else { return .somebodyElse }
    return .load(mark)
  }

  /// Does something for each, many at a time.
  func each(
    _ indices: Range<Int>, _ progress: @escaping @Sendable (Int) -> Void = { _ in },
    _ body: @escaping @Sendable (Int) async throws(GroundError) -> Void
  ) async throws(GroundError) {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        var done = 0
        for index in indices {
          if index - indices.lowerBound >= Self.atOnce {
            try await group.next()
            done += 1
            progress(done)
          }
          group.addTask { try await body(index) }
        }
        while try await group.next() != nil {
          done += 1
          progress(done)
        }
      }
    } catch let error as GroundError {
      throw error
    } catch {
      throw .client(MusterClientError(.cancelled, "The preparation was cancelled."))
    }
  }

  /// Tenants at a time: enough for their commits to share a write to the disk.
  private static let atOnce = 64
}

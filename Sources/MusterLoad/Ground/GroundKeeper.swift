internal import Glibc
internal import MusterClient
internal import MusterModel
internal import MusterRPC
internal import Synchronization

/// Prepares what calls are to be about, and removes it again. Touches no account that anybody else uses: none but those
/// whose hub bears its mark.
package final class GroundKeeper: Sendable {
  let ground: LoadGround
  let mark: GroundMark
  private let socket: String
  private let pool: DaemonPool
  let hubs: HubCount

  /// For load that goes on for at most so many seconds.
  package convenience init(_ ground: LoadGround, socket: String, seconds: Double = 0) {
    let until = Self.now() + UInt64(seconds.rounded(.up)) + UInt64(ground.keepingSeconds)
    let mark = GroundMark(ground, GroundMark.Holder(process: .current(), until: until))
    self.init(ground, mark, socket, timeout: .seconds(Limits.preparingSeconds), HubCount())
  }

  private init(_ ground: LoadGround, _ mark: GroundMark, _ socket: String, timeout: Duration, _ hubs: HubCount) {
    self.ground = ground
    self.mark = mark
    self.socket = socket
    self.hubs = hubs
    pool = DaemonPool(socket: socket, connections: 4, timeout: timeout)
  }

  /// One with connections of its own, to remove what this one prepared. It gives up a daemon that stands still sooner.
  package func remover() -> GroundKeeper {
    GroundKeeper(ground, mark, socket, timeout: .seconds(ground.removalSeconds), hubs)
  }

  /// Hubs that were prepared and are not removed yet, at most.
  package var left: Int { hubs.count }

  /// Seconds since 1970, by which processes agree that share nothing else.
  static func now() -> UInt64 { UInt64(max(0, time(nil))) }

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
          if index - indices.lowerBound >= Limits.tenantsAtOnce {
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
}

/// Hubs that are there because of a load.
final class HubCount: Sendable {
  private let number = Atomic<Int>(0)

  var count: Int { number.load(ordering: .relaxed) }

  func add(_ change: Int) { number.wrappingAdd(change, ordering: .relaxed) }
}

extension LoadGround {
  /// How long it may take to prepare and to remove it, all in all.
  var keepingSeconds: Int { Limits.keepingSeconds + tenants * (members / 50 + 15) / Limits.preparingCallsPerSecond }

  /// How long a call that removes may take: each administrator's takes a whole roster with it, and waits for those of
  /// the others that are removed at the same time.
  var removalSeconds: Int {
    Limits.removalSeconds + members * min(tenants, Limits.tenantsAtOnce) / Limits.removedRowsPerSecond
  }
}

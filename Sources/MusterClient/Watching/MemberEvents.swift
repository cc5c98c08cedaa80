internal import MusterModel
internal import TTRPC

/// The events of a watch. See ``MusterClient/watchMembers()``.
///
/// An end is never silent: reading throws ``MusterClientError``, cancellation included, and nil only after that.
public struct MemberEvents: AsyncSequence, Sendable {
  public typealias Element = MemberEvent
  public typealias Failure = MusterClientError

  private let connect: @Sendable () -> WatchConnection

  init(_ connect: @escaping @Sendable () -> WatchConnection) { self.connect = connect }

  public func makeAsyncIterator() -> Iterator { Iterator(connect()) }

  /// Reads a watch, which begins with the first event that is asked for and ends when the iterator is gone.
  public struct Iterator: AsyncIteratorProtocol {
    private enum State {
      /// The watch is to be begun, after a pause. Can transition to `open`, and to `over`.
      case waiting(Duration)
      /// The daemon tells. `told`: how far. Can transition to `waiting`, and to `over`.
      case open(ClientStream.Responses.Iterator, told: Told)
      case over
    }

    private enum Told { case nothing, rows, all }

    private let connection: WatchConnection
    private var state: State = .waiting(.zero)
    private var retry = WatchRetry()
    private var events: ArraySlice<MemberEvent> = []

    fileprivate init(_ connection: WatchConnection) { self.connection = connection }

    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(MusterClientError) -> MemberEvent? {
      while true {
        if let event = events.popFirst() { return event }
        switch state {
        case .over: return nil
        case .waiting, .open: try await advance(isolation: actor)
        }
      }
    }

    /// Waits, or asks for more events.
    private mutating func advance(isolation: isolated (any Actor)?) async throws(MusterClientError) {
      do throws(MusterClientError) {
        switch state {
        case .waiting(let pause):
          try await Self.wait(pause, isolation: isolation)
          state = .open(try connection.open(), told: .nothing)
        case .open(var responses, let told):
          let update = try await connection.next(of: &responses, isolation: isolation)
          retry.heard(isCurrent: update.isCurrent)
          events = Self.events(of: update, after: told)[...]
          state = .open(responses, told: update.isCurrent ? .all : told == .all ? .all : .rows)
        case .over: break
        }
      } catch {
        try interrupted(error)
      }
    }

    private mutating func interrupted(_ error: MusterClientError) throws(MusterClientError) {
      switch retry.failed(error) {
      case .end:
        state = .over
        throw error
      case .again(let pause, let isNews):
        state = .waiting(pause)
        if isNews { events = [.interrupted(error)] }
      }
    }

    /// Waits for half of a pause and a random part of the rest.
    private static func wait(
      _ pause: Duration, isolation: isolated (any Actor)?
    ) async throws(MusterClientError) {
      do {
        if pause > .zero { try await Task.sleep(for: pause * Double.random(in: 0.5...1)) }
        try Task.checkCancellation()
      } catch {
        throw MusterClientError(.cancelled, "The task that watched was cancelled.")
      }
    }

    private static func events(of update: RosterUpdate, after told: Told) -> [MemberEvent] {
      var events: [MemberEvent] = told == .nothing ? [.listing] : []
      for change in update.changes {
        switch change {
        case .member(let member): events.append(told == .all ? .changed(member) : .member(member))
        case .removed(let account): events.append(.removed(account))
        }
      }
      if update.isCurrent { events.append(.current) }
      return events
    }
  }
}

internal import ArgumentParser
internal import Glibc
internal import MusterCLI
internal import MusterClient
internal import MusterModel

struct Watch: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Show the members of every status, and every change as it happens.",
    usage: "muster watch [global options]",
    discussion: """
      Goes on until it is interrupted with Control-C, which is no failure. After the daemon was restarted it says what \
      became different meanwhile.

      With -o json every event is a line: {"Event":"Listing"} when a roster begins, {"Event":"Member","Member":{…}} for \
      each member, {"Event":"Current"} when these were all, and then {"Event":"Changed","Member":{…}} or \
      {"Event":"Removed","AccountId":"…"} for each change. Whoever reads it forgets at every Listing what it had.
      """)

  @OptionGroup(title: "Global options") var options: GlobalOptions

  func perform(in session: Session) async throws -> Ending {
    let result = await Interruption.cancelling { () async -> Result<Ending, any Error> in
      do {
        return .success(try await watch(in: session))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func watch(in session: Session) async throws -> Ending {
    do {
      return try await session.withClient { client in
        var transcript = WatchTranscript()
        for try await event in client.watchMembers() {
          if case .interrupted(let error) = event {
            session.console.note("\(error.message.asSentence) Trying again until it can be watched.")
          }
          let isRead = try session.console.tell(event.json) { transcript.text(for: event, at: .now, $0) }
          guard isRead else { break }
        }
        return .done
      }
    } catch let error as MusterClientError where error.kind == .cancelled && Task.isCancelled {
      // Nothing else was to be waited for.
      return .done
    }
  }
}

extension Timestamp {
  fileprivate static var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

extension String {
  /// With a capital and a full stop: what servers say may have neither.
  fileprivate var asSentence: String {
    prefix(1).uppercased() + dropFirst() + (last.map { ".!?".contains($0) } ?? true ? "" : ".")
  }
}

/// Whether a watch that ended is begun again, and when.
struct WatchRetry: Hashable, Sendable {
  enum Action: Hashable, Sendable {
    /// The same would come of it again.
    case end
    /// After a pause of at most this. `isNews` unless the watch had been interrupted before already.
    case again(within: Duration, isNews: Bool)
  }

  /// Failures since a listing was complete.
  private var failures = 0
  /// Whether anything was heard since the last failure, or nothing was tried yet.
  private var isListening = true

  /// The daemon told something.
  mutating func heard(isCurrent: Bool) {
    isListening = true
    if isCurrent { failures = 0 }
  }

  mutating func failed(_ error: MusterClientError) -> Action {
    switch error.kind {
    case .unreachable, .connectionLost, .refused(.unavailable), .refused(.overloaded), .refused(.cancelled):
      defer {
        failures += 1
        isListening = false
      }
      let pause = failures < 16 ? Limits.firstWatchPause * (1 << failures) : Limits.longestWatchPause
      return .again(within: min(pause, Limits.longestWatchPause), isNews: isListening)
    case .refused, .deadlineExceeded, .cancelled, .unexpectedReply, .closed:
      return .end
    }
  }
}

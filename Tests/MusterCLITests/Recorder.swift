import MusterCLI
import Synchronization

/// A sink that remembers.
final class Recorder: Sendable {
  private let written = Mutex("")

  var text: String { written.withLock(\.self) }

  func sink(isTerminal: Bool = false, columns: Int = 80) -> Sink {
    Sink(isTerminal: isTerminal, columns: columns) { text throws(SinkError) in self.written.withLock { $0 += text } }
  }
}

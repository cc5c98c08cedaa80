internal import NIOCore

/// Watches how long a client takes to send one frame.
struct FrameClock: Equatable {
  private var begun: NIODeadline?
  let allowed: TimeAmount

  init(allowed: TimeAmount) {
    self.allowed = allowed
  }

  /// When the frame that is being received must be complete, or nil between frames.
  var deadline: NIODeadline? { begun.map { $0 + allowed } }

  /// Bytes were read.
  ///
  /// - Parameters:
  ///   - insideFrame: whether they ended inside a frame.
  ///   - progressed: whether a frame was completed, so that this is another one.
  ///   - now: when they were read.
  mutating func read(insideFrame: Bool, progressed: Bool, now: NIODeadline) {
    if !insideFrame {
      begun = nil
    } else if begun == nil || progressed {
      begun = now
    }
  }

  /// We stopped reading or begin again: the time in between is not the client's.
  mutating func restart(now: NIODeadline) {
    if begun != nil { begun = now }
  }

  func isOverdue(now: NIODeadline) -> Bool {
    deadline.map { $0 <= now } ?? false
  }
}

extension GroundMark {
  /// What is to be thought of what bears a mark.
  enum Life: Hashable {
    case leftover
    /// The process is at work.
    case live
    /// It is another namespace's, and nobody here can see whether it is at work: until then.
    case perhapsLive(until: UInt64)
  }

  /// `state` is what is known of the process with the mark's id where `observer` is.
  ///
  /// A mark of an earlier version is a leftover when no process here has its id: it does not tell more.
  func life(
    seenBy observer: LoadProcess, at now: UInt64, _ state: (Int32) -> LoadProcess.State
  ) -> Life {
    guard let holder else { return process == observer.id || state(process) == .gone ? .leftover : .live }
    // Whatever this process itself has left.
    if holder.process == observer { return .leftover }
    guard holder.process.namespace == observer.namespace, observer.namespace != 0 else {
      return now < holder.until ? .perhapsLive(until: holder.until) : .leftover
    }
    switch state(process) {
    case .gone: return .leftover
    case .started(let time): return time == holder.process.started ? .live : .leftover
    case .hidden: return now < holder.until ? .live : .leftover
    }
  }
}

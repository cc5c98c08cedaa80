internal import NIOCore

/// Runs tasks on one event loop. A request's task then runs where its connection's bytes arrive and leave, and what it
/// waits for there costs no other thread's waking.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

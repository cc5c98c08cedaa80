import Glibc
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import TTRPC

/// A process that may open few files. In a process of its own, or it would be every test's.
@Suite(.timeLimit(.minutes(1)))
struct DescriptorTests {
  private static let clients = 8
  private static let seats = 3

  @Test func nearTheLimitThereIsNoRoom() {
    #expect(DescriptorLimit.connections(of: 1024) == 1024 - Limits.descriptorsKept)
    #expect(DescriptorLimit.connections(of: 100) == 50)
    #expect(DescriptorLimit.connections(of: 1) == 1)
    #expect(DescriptorLimit.hasRoom(beside: 1))
    #expect(!DescriptorLimit.hasRoom(beside: -1))
  }

  /// Everybody comes while nobody accepts them, and then there are descriptors for three.
  @Test("line 70: without descriptors accepting rests, leaves the last ones alone, and goes on when there are some")
  func acceptingRests() async {
    await #expect(processExitsWith: .success) {
      Self.closeInheritedSockets()
      let directory = try TemporaryDirectory()
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
      // The loops open their own files when they begin.
      for loop in group.makeIterator() { try await loop.submit {}.get() }
      var configuration = Server.Configuration.defaults
      // Few, so that they are accepted one at a time.
      configuration.connections = 2 * Self.clients
      let server = Server(group: group, configuration: configuration, logger: LiveServer.quiet)
      server.register(service: "v1.Echo", method: "Now", EchoNow())
      try await server.serve(path: directory.file("s"))
      let go = try Self.halt(group)
      var clients: [RawPeer] = []
      for _ in 0..<Self.clients { clients.append(try await RawPeer(directory.file("s"))) }
      // No number below the last of these is free, but for those of three connections.
      var others = Self.take(100)
      let last = try #require(others.last)
      try Self.limitFiles(to: Int(last) + 1 + Limits.descriptorsKept)
      let kept = Self.countFree()
      for _ in 0..<Self.seats { close(others.removeLast()) }
      go()

      await eventually { server.statistics.acceptFailures > 0 }
      // What runs tasks may have taken some of them for its timers.
      let accepted = server.statistics.connections
      #expect((1...Self.seats).contains(accepted))
      for client in clients[..<accepted] { #expect(await client.call(1) == .response) }
      // What was kept back is there, or the process would die.
      #expect(Self.countFree() >= kept - 3)

      let begun = (clock: ContinuousClock.now, used: Self.processorTime)
      let rests = server.statistics.acceptFailures
      await eventually { server.statistics.acceptFailures >= rests + 2 }
      // Who tries again at once is busy all the time, and rests thousands of times.
      #expect(.now - begun.clock >= .milliseconds(100))
      #expect(Self.processorTime - begun.used < .milliseconds(150))
      #expect(server.statistics.acceptFailures < 10)
      #expect(server.statistics.connections <= Self.seats)

      // It heals when others close some of theirs.
      for descriptor in others { close(descriptor) }
      await eventually { server.statistics.connections == Self.clients }
      for client in clients { #expect(await client.call(3) == .response) }
      await server.shutdown(within: .zero)
    }
  }

  /// A process of a test inherits what other tests have open at that moment, and would keep their connections alive.
  private static func closeInheritedSockets() {
    for descriptor in CInt(3)..<CInt(clamping: min(DescriptorLimit.current, 65_536)) {
      var kind: CInt = 0
      var length = socklen_t(MemoryLayout<CInt>.size)
      if unsafe getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 { close(descriptor) }
    }
  }

  /// Makes every loop of a group wait until what is returned is called.
  private static func halt(_ group: MultiThreadedEventLoopGroup) throws -> () -> Void {
    var ends: [CInt] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw IOError(errnoCode: errno, reason: "pipe") }
    let (reading, writing) = (ends[0], ends[1])
    for loop in group.makeIterator() {
      loop.execute {
        var byte: UInt8 = 0
        _ = unsafe read(reading, &byte, 1)
      }
    }
    // Nothing is closed: a descriptor more would be one to accept with.
    return { for _ in group.makeIterator() { _ = unsafe write(writing, "!", 1) } }
  }

  /// Opens files, which have the lowest numbers that are free.
  private static func take(_ most: Int) -> [CInt] {
    var taken: [CInt] = []
    while taken.count < most, case let descriptor = fcntl(1, F_DUPFD_CLOEXEC, 0), descriptor >= 0 {
      taken.append(descriptor)
    }
    return taken
  }

  /// How many more files may be opened.
  private static func countFree() -> Int {
    let free = take(.max)
    for descriptor in free { close(descriptor) }
    return free.count
  }

  private static func limitFiles(to count: Int) throws {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { throw IOError(errnoCode: errno, reason: "getrlimit") }
    limit.rlim_cur = rlim_t(count)
    guard unsafe setrlimit(resource, &limit) == 0 else { throw IOError(errnoCode: errno, reason: "setrlimit") }
  }

  /// What this process used of the processors.
  private static var processorTime: Duration {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(.zero) {
      $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
    }
  }
}

import Glibc
import MusterProcess
import TestDescriptors
import TestSupport
import Testing

@testable import MusterDaemon

@Suite struct SocketFileTests {
  let directory: TemporaryDirectory
  var path: String { directory.path("m.sock") }

  init() throws { directory = try TemporaryDirectory() }

  @Test func nobodyConnectsBeforeItListens() throws {
    let file = try SocketFile(path: path, mode: 0o660, group: getegid())
    #expect(Descriptor.connect(path) == ECONNREFUSED)
    #expect(try status(path).st_mode == S_IFSOCK | 0o660)
    let listener = try file.listen()
    defer { close(listener) }
    #expect(Descriptor.connect(path) == 0)
    file.remove()
    #expect(Descriptor.connect(path) == ENOENT)
  }

  @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
  func theModeIsExact(mode: UInt32) throws {
    _ = try SocketFile(path: path, mode: mode, group: nil)
    #expect(try status(path).st_mode == S_IFSOCK | mode)
  }

  @Test func makesItsDirectoryPrivate() throws {
    let deep = directory.path("a/b/m.sock")
    _ = try SocketFile(path: deep, mode: 0o600, group: nil)
    #expect(try status(directory.path("a")).st_mode == S_IFDIR | 0o700)
    #expect(try status(directory.path("a/b")).st_mode == S_IFDIR | 0o700)
  }

  @Test func replacesWhatADeadDaemonLeft() throws {
    do {
      let dead = try SocketFile(path: path, mode: 0o600, group: nil)
      close(try dead.listen())
    }
    #expect(Descriptor.connect(path) == ECONNREFUSED)
    let next = try SocketFile(path: path, mode: 0o600, group: nil)
    let listener = try next.listen()
    defer { close(listener) }
    #expect(Descriptor.connect(path) == 0)
  }

  /// A program that is being started has our files for a moment.
  @Test func isFreeForTheNextWhateverElseHasTheLockOpen() throws {
    var inherited: [Int32] = []
    defer { for descriptor in inherited { close(descriptor) } }
    do {
      let dead = try SocketFile(path: path, mode: 0o600, group: nil)
      inherited = try OpenFiles.duplicates(of: path + ".lock")
      dead.remove()
    }
    #expect(inherited.count == 1)
    _ = try SocketFile(path: path, mode: 0o600, group: nil)
  }

  @Test func oneOfManyThatStartAtOnceWins() async throws {
    let path = path
    // The winners' files are kept until all have tried.
    let files = await withTaskGroup(of: Result<SocketFile, StartError>.self) { group in
      for _ in 0..<16 {
        group.addTask {
          do throws(StartError) { return .success(try SocketFile(path: path, mode: 0o600, group: nil)) } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let refusals = files.compactMap { result in
      if case .failure(let error) = result { error } else { nil }
    }
    #expect(refusals.count == 15)
    let message = "another musterd serves \(path); stop it, or name another path with --socket"
    #expect(refusals.allSatisfy { $0 == .failure(message) })
  }

  @Test(arguments: [SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET])
  func leavesALiveSocketOfOthers(kind: __socket_type) throws {
    let other = try Descriptor.socket(kind, at: path, listening: kind != SOCK_DGRAM).release()
    defer { close(other) }
    // The second time a queue of none is full.
    for _ in 0..<3 {
      #expect(throws: StartError.failure("another program serves \(path); stop it, or name another path with --socket"))
      {
        try SocketFile(path: path, mode: 0o600, group: nil)
      }
    }
    #expect(try status(path).st_mode & S_IFMT == S_IFSOCK)
  }

  @Test(arguments: ["file", "directory", "link"])
  func neverRemovesWhatIsNoSocket(kind: String) throws {
    let target = try directory.write("precious", to: "target")
    switch kind {
    case "file": try directory.write("precious", to: "m.sock")
    case "directory": #expect(unsafe mkdir(path, 0o700) == 0)
    default: #expect(unsafe symlink(target, path) == 0)
    }
    let before = try status(path)
    #expect(
      throws: StartError.failure(
        "\(path) is in the way and is no socket; remove it, or name another path with --socket")
    ) { try SocketFile(path: path, mode: 0o600, group: nil) }
    #expect(try status(path).st_ino == before.st_ino)
  }

  @Test func removesOnlyItsOwn() throws {
    let file = try SocketFile(path: path, mode: 0o600, group: nil)
    #expect(unsafe unlink(path) == 0)
    let other = try Descriptor.socket(SOCK_STREAM, at: path).release()
    defer { close(other) }
    file.remove()
    #expect(try status(path).st_mode & S_IFMT == S_IFSOCK)
  }

  @Test func saysWhatCannotBe() throws {
    let long = directory.path(String(repeating: "x", count: 107 - directory.path("").utf8.count + 1))
    #expect(
      throws: StartError.usage(
        "the path \(long) has 108 bytes, the kernel takes 1 to 107 for a socket; name a shorter one with --socket")
    ) { try SocketFile(path: long, mode: 0o600, group: nil) }
    try directory.write("", to: "file")
    #expect(
      throws: StartError.failure(
        "cannot make the directory \(directory.path("file")) for the socket: Not a directory; make it, or name another "
          + "place")
    ) { try SocketFile(path: directory.path("file/m.sock"), mode: 0o600, group: nil) }
  }

  @Test func takesAPathOfAllTheBytesThereAre() throws {
    let long = directory.path(String(repeating: "x", count: 107 - directory.path("").utf8.count))
    let file = try SocketFile(path: long, mode: 0o600, group: nil)
    let listener = try file.listen()
    defer { close(listener) }
    #expect(Descriptor.connect(long) == 0)
  }
}

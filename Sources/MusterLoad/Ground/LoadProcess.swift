internal import Glibc

/// A process as nobody else is it: its id alone is given away again, and is another's in another namespace.
package struct LoadProcess: Hashable, Sendable {
  let id: Int32
  /// When it began, in the kernel's ticks since it booted.
  let started: UInt64
  /// Of process ids. 0 where the kernel does not tell.
  let namespace: UInt64

  /// What is known here of the process with an id.
  enum State: Hashable {
    case gone
    case started(UInt64)
    /// It is there, and more is not told.
    case hidden
  }

  static func current() -> LoadProcess {
    var started: UInt64 = 0
    if case .started(let time) = state(of: getpid()) { started = time }
    return LoadProcess(id: getpid(), started: started, namespace: currentNamespace())
  }

  static func state(of id: Int32) -> State {
    guard kill(id, 0) == 0 || errno != ESRCH else { return .gone }
    return statistics(of: id).flatMap(startTime).map { .started($0) } ?? .hidden
  }

  /// The 22nd field of `/proc/ID/stat`. The second one is a name in parentheses, in which anything may stand.
  static func startTime(in statistics: String) -> UInt64? {
    guard let name = statistics.lastIndex(of: ")") else { return nil }
    let fields = statistics[name...].dropFirst().split(separator: " ")
    return fields.count > 19 ? UInt64(fields[19]) : nil
  }

  private static func currentNamespace() -> UInt64 {
    var status = stat()
    guard unsafe stat("/proc/self/ns/pid", &status) == 0 else { return 0 }
    return UInt64(status.st_ino)
  }

  private static func statistics(of id: Int32) -> String? {
    let file = unsafe open("/proc/\(id)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // Fifty numbers and a name of 64 bytes at most.
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = unsafe read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}

internal import Foundation

/// A pipe with a path, for a program to write to.
public final class NamedPipe: Sendable {
  public let path: String
  /// Both ends, so that neither the program nor a test waits for the other to open it.
  private let descriptor: Int32

  public init(in directory: TemporaryDirectory) throws {
    path = directory.path("pipe-\(UInt32.random(in: 0 ... .max))")
    guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
  }

  deinit { close(descriptor) }

  /// Writes into it until nothing more fits.
  public func fill() throws {
    // The program's own end is not affected.
    guard fcntl(descriptor, F_SETFL, O_RDWR | O_NONBLOCK) == 0 else { throw CocoaError(.fileWriteUnknown) }
    let bytes = [UInt8](repeating: UInt8(ascii: "-"), count: 4096)
    while unsafe write(descriptor, bytes, bytes.count) > 0 {}
  }

  /// Reads it on a thread of its own. The lines until ``end()``.
  public func lines() -> Task<[String], Never> {
    Task {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: self.linesToTheEnd()) }
      }
    }
  }

  /// What was written up to here is all.
  public func end() { _ = unsafe write(descriptor, [Self.endByte], 1) }

  private static let endByte: UInt8 = 4

  private func linesToTheEnd() -> [String] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.last != Self.endByte {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

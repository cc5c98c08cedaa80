public import Foundation

/// A directory of the test's own, gone with all that is in it when the value is.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  public func path(_ name: String) -> String { "\(path)/\(name)" }

  public func url(_ name: String) -> URL { URL(filePath: path(name)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

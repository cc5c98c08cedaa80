internal import Foundation
internal import MusterLoad

/// Data directories with many members, made once: millions of rows by calls would take hours.
struct DatabaseCache {
  private let root: URL
  private let musterd: String

  init(_ path: String, musterd: String) throws {
    root = URL(fileURLWithPath: path)
    self.musterd = musterd
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  /// The directory with these administrators and members. A daemon makes the database, so that it has its schema, and
  /// SQL fills it.
  func directory(of ground: LoadGround) throws -> String {
    let directory = place(of: ground)
    if !FileManager.default.fileExists(atPath: directory.path) {
      let draft = root.appending(path: "draft")
      try? FileManager.default.removeItem(at: draft)
      try DaemonProcess(musterd, data: draft.path).stop()
      try GroundDatabase(path: draft.appending(path: "muster.db").path).fill(ground)
      try FileManager.default.moveItem(at: draft, to: directory)
    }
    return directory.path
  }

  /// How long the file is.
  func bytes(of ground: LoadGround) throws -> Double {
    let file = try directory(of: ground) + "/muster.db"
    return try (FileManager.default.attributesOfItem(atPath: file)[.size] as? NSNumber)?.doubleValue ?? 0
  }

  private func place(of ground: LoadGround) -> URL {
    root.appending(path: "\(ground.tenants)x\(ground.members)")
  }
}

internal import Foundation

/// The programs of this package, as they were built with the tests.
public enum Executables {
  public static func path(_ name: String) throws -> String {
    // Beside the test program itself.
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: own).deletingLastPathComponent().appending(path: name).path
  }
}

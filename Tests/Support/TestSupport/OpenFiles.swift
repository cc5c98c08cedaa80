internal import Foundation

/// Files that this process has open.
public enum OpenFiles {
  /// A second descriptor of every one that is open on a path, as a program has them while it is being started. The
  /// caller closes them.
  public static func duplicates(of path: String) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.filter { number in
      // Others come and go meanwhile.
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
    }.map { dup($0) }
  }
}

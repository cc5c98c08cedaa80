internal import Glibc

extension Server {
  /// Serves a new socket at a path. Returns when serving has begun.
  ///
  /// A socket that a dead server left there is removed first. The file stays when the server ends.
  ///
  /// - Parameters:
  ///   - path: where, at most 107 bytes.
  ///   - mode: who may connect, as the permissions of a file. Default 0600: only the same user.
  /// - Throws: ``SocketFailure`` when a server answers there (EADDRINUSE), when something else is there (EEXIST), or
  ///   when the kernel refuses.
  public func serve(path: String, mode: UInt32 = 0o600) async throws {
    try Self.removeStaleSocket(at: path)
    try await serve(listening: UnixSocket.listen(at: path, mode: mode))
  }

  private static func removeStaleSocket(at path: String) throws(SocketFailure) {
    var about = stat()
    guard unsafe lstat(path, &about) == 0 else { return }
    guard about.st_mode & S_IFMT == S_IFSOCK else {
      throw SocketFailure(operation: "listen at", path: path, errno: EEXIST)
    }
    do {
      close(try UnixSocket.connect(to: path))
    } catch  where error.errno == ECONNREFUSED {
      unsafe unlink(path)
      return
    } catch  where error.errno != EAGAIN {
      throw error
    } catch {
      // A queue that is full belongs to a server that lives.
    }
    throw SocketFailure(operation: "listen at", path: path, errno: EADDRINUSE)
  }
}

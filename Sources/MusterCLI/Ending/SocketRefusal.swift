internal import Glibc

/// A socket that is there, and that this user may not connect to: who may, and what to do.
package struct SocketRefusal: Hashable, Sendable {
  var path: String
  /// Nil: not even that can be seen, because of a directory on the way.
  var access: Access?

  struct Access: Hashable, Sendable {
    var owner: String
    var group: String
    var isForGroup: Bool
  }

  init(path: String, access: Access?) {
    self.path = path
    self.access = access
  }

  /// Nil where the permissions are not what is wrong.
  package init?(of path: String) {
    guard unsafe Glibc.access(path, W_OK) != 0, errno == EACCES else { return nil }
    var about = stat()
    let isSeen = unsafe stat(path, &about) == 0
    self.init(
      path: path,
      access: isSeen
        ? Access(
          owner: Self.userName(about.st_uid), group: Self.groupName(about.st_gid),
          isForGroup: about.st_mode & S_IWGRP != 0)
        : nil)
  }

  package var remedy: String {
    switch access {
    case nil:
      "This user may not look into the directory of \(path). Ask whoever runs the daemon, or name another socket with "
        + "--socket or MUSTER_SOCKET."
    case let access? where access.isForGroup:
      "It is for the group \(access.group): let an administrator of this host run "
        + "`usermod --append --groups \(access.group) USER`, and log in again."
    case let access?:
      "It is for the user \(access.owner) alone. To admit a group, set socket.group and socket.mode in the daemon's "
        + "configuration."
    }
  }

  /// Names where there are any, else numbers.
  private static func userName(_ id: uid_t) -> String {
    guard let entry = unsafe getpwuid(id), let name = unsafe entry.pointee.pw_name else { return "\(id)" }
    return unsafe String(cString: name)
  }

  private static func groupName(_ id: gid_t) -> String {
    guard let entry = unsafe getgrgid(id), let name = unsafe entry.pointee.gr_name else { return "\(id)" }
    return unsafe String(cString: name)
  }
}

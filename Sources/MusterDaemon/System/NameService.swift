internal import Glibc
internal import MusterProcess

/// Turns the names of users and groups into ids.
public struct NameService: Sendable {
  public enum Answer: Hashable, Sendable {
    case id(UInt32)
    case unknown
    /// The question could not be answered, which is not the same as "there is none".
    case failed(String)
  }

  public var user: @Sendable (String) -> Answer
  public var group: @Sendable (String) -> Answer

  public init(user: @escaping @Sendable (String) -> Answer, group: @escaping @Sendable (String) -> Answer) {
    self.user = user
    self.group = group
  }

  /// The host's: `/etc/passwd`, `/etc/group` and whatever else nsswitch.conf names.
  public static let system = NameService(user: systemUser, group: systemGroup)

  @Sendable private static func systemUser(_ name: String) -> Answer {
    unsafe ask { buffer, count in
      var entry = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = unsafe getpwnam_r(name, &entry, buffer, count, &found)
      return (code, unsafe found.map { unsafe $0.pointee.pw_uid })
    }
  }

  @Sendable private static func systemGroup(_ name: String) -> Answer {
    unsafe ask { buffer, count in
      var entry = unsafe Glibc.group()
      var found: UnsafeMutablePointer<Glibc.group>?
      let code = unsafe getgrnam_r(name, &entry, buffer, count, &found)
      return (code, unsafe found.map { unsafe $0.pointee.gr_gid })
    }
  }

  /// A group of thousands needs megabytes for its members' names; more than this is no group of ours.
  private static let bufferBytes = 16 << 20

  private static func ask(_ lookUp: (UnsafeMutablePointer<CChar>, Int) -> (code: CInt, id: UInt32?)) -> Answer {
    var capacity = 4096
    while true {
      let answer = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) {
        buffer -> (code: CInt, id: UInt32?) in
        guard let start = buffer.baseAddress else { return (ENOMEM, nil) }
        return unsafe lookUp(start, buffer.count)
      }
      switch answer.code {
      case 0:
        return answer.id.map(Answer.id) ?? .unknown
      case ERANGE where capacity < bufferBytes:
        capacity *= 2
      case EINTR:
        continue
      case ENOENT, ESRCH, EBADF, EPERM:
        // How some name services say "not found", according to getpwnam(3).
        return .unknown
      default:
        return .failed("\(SystemCallError(answer.code))")
      }
    }
  }
}

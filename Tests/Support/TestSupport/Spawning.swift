internal import Foundation

/// posix_spawn(3): Foundation's `Process` passes no descriptors on.
enum Spawning {
  struct Failure: Error {
    let program: String
    let code: Int32
  }

  /// `input`, `output` and `errors` are files; both of the latter may be the same one.
  static func start(
    _ arguments: [String], environment: [String], input: String, output: String, errors: String,
    passing descriptors: [Int32]
  ) throws -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for (index, path) in [output, errors].enumerated() {
      let descriptor = Int32(1 + index)
      unsafe posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    for (index, descriptor) in descriptors.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(3 + index))
    }
    var id: pid_t = 0
    let code = unsafe withCStrings(arguments) { arguments in
      unsafe withCStrings(environment) { environment in
        guard let path = unsafe arguments[0] else { return EINVAL }
        return unsafe posix_spawn(&id, path, &actions, nil, arguments, environment)
      }
    }
    guard code == 0 else { throw Failure(program: arguments.first ?? "", code: code) }
    return id
  }

  /// A list of C strings that ends with nil.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      // Never empty: it has the nil at least.
      unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }
}

internal import CMusterProto

/// A generated C structure together with the two things its type alone does not tell.
//
// @unchecked Sendable, @safe: both stored values point at constant data and code of this program, which live as
// long as it does and never change.
@safe struct MessageType<C>: @unchecked Sendable {
  let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  /// Fields that the C does not check: see ``TruthFields``.
  let truths: [UInt64]
  private let initialise: @Sendable (UnsafeMutablePointer<C>?) -> Void

  init(_ initialise: @escaping @Sendable (UnsafeMutablePointer<C>?) -> Void) {
    unsafe self.initialise = unsafe initialise
    // The initialiser is generated, and sets the descriptor of its own message in the base that every one
    // begins with.
    let example = UnsafeMutablePointer<C>.allocate(capacity: 1)
    defer { unsafe example.deallocate() }
    unsafe initialise(example)
    let base = unsafe UnsafeRawPointer(example).assumingMemoryBound(to: ProtobufCMessage.self)
    guard let descriptor = unsafe base.pointee.descriptor else {
      preconditionFailure("protoc-c's initialiser of \(C.self) sets its descriptor")
    }
    unsafe self.descriptor = unsafe descriptor
    truths = unsafe TruthFields.numbers(in: descriptor)
  }

  func setDefaults(_ message: UnsafeMutablePointer<C>) { unsafe initialise(message) }
}

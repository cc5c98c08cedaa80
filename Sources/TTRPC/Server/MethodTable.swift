/// Every method of a server, found by the bytes of its name without an allocation.
struct MethodTable: Sendable {
  /// A method and its names, which every call's context shares.
  final class Entry: Sendable {
    let service: String
    let method: String
    let handler: Handler
    /// Both names, one behind the other.
    let name: [UInt8]

    /// Nil for a unary method.
    var streamKind: StreamKind? {
      if case .stream(let method) = handler { method.kind } else { nil }
    }

    init(service: String, method: String, handler: Handler) {
      self.service = service
      self.method = method
      self.handler = handler
      name = Array(service.utf8) + Array(method.utf8)
    }
  }

  /// What kind of method it is was said when it was registered; nothing on the wire changes it.
  enum Handler: Sendable {
    case unary(any UnaryMethod)
    case stream(StreamMethod)
  }

  private var entries = NameTable()
  /// For those who ask for a method that is not there.
  private var services: Set<String> = []

  /// Adds a method.
  ///
  /// - Returns: false when the name is taken.
  mutating func add(service: String, method: String, handler: any UnaryMethod) -> Bool {
    add(service: service, method: method, .unary(handler))
  }

  /// Adds a method of any kind.
  ///
  /// - Returns: false when the name is taken.
  mutating func add(service: String, method: String, _ handler: Handler) -> Bool {
    services.insert(service)
    return entries.insert(Entry(service: service, method: method, handler: handler))
  }

  /// Finds a method. A name that is found is text; only one that is not has to be looked at.
  ///
  /// - Throws: UNIMPLEMENTED in Go's words, or INVALID_ARGUMENT when a name is not text.
  func find(service: UnsafeRawBufferPointer, method: UnsafeRawBufferPointer) throws(Status) -> Entry {
    if let entry = unsafe entries.find(service, method) { return entry }
    let isKnown = services.contains { unsafe service.elementsEqual($0.utf8) }
    throw unsafe isKnown ? Self.unimplemented("method", method) : Self.unimplemented("service", service)
  }

  private static func unimplemented(_ kind: String, _ name: UnsafeRawBufferPointer) -> Status {
    guard
      let text = unsafe String(
        validating: UnsafeBufferPointer(
          start: name.baseAddress?.assumingMemoryBound(to: UInt8.self), count: name.count), as: UTF8.self),
      !text.utf8.contains(0)
    else {
      return Status(code: .invalidArgument, message: "the \(kind) name is not UTF-8 text without NUL")
    }
    // A name may be as long as a frame. What is said of it is not.
    let shown = text.unicodeScalars.prefix(Limits.shownCharacters)
    let isCut = shown.endIndex < text.unicodeScalars.endIndex
    return Status(code: .unimplemented, message: "\(kind) \(String(shown))\(isCut ? "…" : "")")
  }
}

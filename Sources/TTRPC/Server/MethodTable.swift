internal import Glibc

/// Every method of a server, found by the bytes of its name without an allocation.
struct MethodTable: Sendable {
  /// A method and its names, which every call's context shares.
  final class Entry: Sendable {
    let service: String
    let method: String
    let handler: Handler

    /// Nil for a unary method.
    var streamKind: StreamKind? {
      if case .stream(let method) = handler { method.kind } else { nil }
    }

    init(service: String, method: String, handler: Handler) {
      self.service = service
      self.method = method
      self.handler = handler
    }
  }

  /// What kind of method it is was said when it was registered; nothing on the wire changes it.
  enum Handler: Sendable {
    case unary(any UnaryMethod)
    case stream(StreamMethod)
  }

  private var services = NameTable<NameTable<Entry>>()

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
    var methods = services[Array(service.utf8)] ?? NameTable()
    guard methods[Array(method.utf8)] == nil else { return false }
    methods.insert(Entry(service: service, method: method, handler: handler), for: Array(method.utf8))
    services.insert(methods, for: Array(service.utf8))
    return true
  }

  /// Finds a method. A name that is found is text; only one that is not has to be looked at.
  ///
  /// - Throws: UNIMPLEMENTED in Go's words, or INVALID_ARGUMENT when a name is not text.
  func find(service: UnsafeRawBufferPointer, method: UnsafeRawBufferPointer) throws(Status) -> Entry {
    guard let methods = unsafe services.find(service) else {
      throw unsafe Self.unimplemented("service", service)
    }
    guard let entry = unsafe methods.find(method) else {
      throw unsafe Self.unimplemented("method", method)
    }
    return entry
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

/// Values by name: sorted, so that a look-up compares a handful of names and hashes nothing.
private struct NameTable<Value: Sendable>: Sendable {
  private var names: [[UInt8]] = []
  private var values: [Value] = []

  subscript(name: [UInt8]) -> Value? {
    unsafe name.withUnsafeBytes { unsafe find($0) }
  }

  func find(_ name: UnsafeRawBufferPointer) -> Value? {
    let place = unsafe place(of: name)
    return place.found ? values[place.index] : nil
  }

  /// Adds a value, or replaces the one of that name.
  mutating func insert(_ value: Value, for name: [UInt8]) {
    let place = unsafe name.withUnsafeBytes { unsafe self.place(of: $0) }
    if place.found {
      values[place.index] = value
    } else {
      names.insert(name, at: place.index)
      values.insert(value, at: place.index)
    }
  }

  private func place(of name: UnsafeRawBufferPointer) -> (index: Int, found: Bool) {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      let order = unsafe names[middle].withUnsafeBytes { unsafe Self.compare($0, name) }
      if order == 0 { return (middle, true) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return (low, false)
  }

  /// Shorter names first: most comparisons are then one of two integers.
  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    guard left.count == right.count else { return left.count - right.count }
    guard let first = left.baseAddress, let second = right.baseAddress else { return 0 }
    return Int(unsafe memcmp(first, second, left.count))
  }
}

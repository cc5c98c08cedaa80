extension Status {
  /// One of gRPC's status codes, or a number of the peer's own, which is kept as it came.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public var rawValue: Int32

    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    /// The call succeeded. Never part of an error.
    public static let ok = Code(rawValue: 0)

    /// The caller no longer wants the answer.
    public static let cancelled = Code(rawValue: 1)

    /// An error about which nothing else is known. Prefer any other code.
    public static let unknown = Code(rawValue: 2)

    /// The request is wrong whatever the state of the server: sending it again cannot help.
    public static let invalidArgument = Code(rawValue: 3)

    /// The deadline passed before the call was done. Whether it took effect is not known.
    public static let deadlineExceeded = Code(rawValue: 4)

    /// What the request names does not exist.
    public static let notFound = Code(rawValue: 5)

    /// What the request wants to create exists.
    public static let alreadyExists = Code(rawValue: 6)

    /// The caller is known and may not do this.
    public static let permissionDenied = Code(rawValue: 7)

    /// A limit is reached: a quota, or the server's capacity at the moment.
    public static let resourceExhausted = Code(rawValue: 8)

    /// The state of the server must be changed by another call before this one can succeed: do not merely try again.
    public static let failedPrecondition = Code(rawValue: 9)

    /// The call lost a race against another. Read the state again, then start over.
    public static let aborted = Code(rawValue: 10)

    /// A position past the end of what exists, as opposed to one that could never be valid.
    public static let outOfRange = Code(rawValue: 11)

    /// The server has no such service or method.
    public static let unimplemented = Code(rawValue: 12)

    /// The server broke its own rules: a bug.
    public static let `internal` = Code(rawValue: 13)

    /// The server cannot serve at the moment. The same call may succeed in a while.
    public static let unavailable = Code(rawValue: 14)

    /// Data is lost or damaged beyond repair.
    public static let dataLoss = Code(rawValue: 15)

    /// The caller did not prove who it is.
    public static let unauthenticated = Code(rawValue: 16)
  }
}

extension Status.Code: CustomStringConvertible {
  /// gRPC's spelling of the code, for example `NOT_FOUND`, or `code 77` for a number without a name.
  public var description: String {
    let names = [
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
      "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
      "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ]
    return names.indices.contains(Int(rawValue)) ? names[Int(rawValue)] : "code \(rawValue)"
  }
}

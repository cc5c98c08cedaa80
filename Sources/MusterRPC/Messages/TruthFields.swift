internal import CMusterProto

/// libprotobuf-c compares the wire type of a field with what the message declares for every type but `bool`: of a
/// string in its place it takes any byte that is not 0 for true. So we look ourselves.
enum TruthFields {
  /// The numbers of a message's own fields that are `bool`. Nothing we send or receive has them deeper.
  static func numbers(in descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> [UInt64] {
    let count = Int(unsafe descriptor.pointee.n_fields)
    let fields = unsafe UnsafeBufferPointer(start: descriptor.pointee.fields, count: count)
    return unsafe fields.filter { unsafe $0.type == PROTOBUF_C_TYPE_BOOL }.map { unsafe UInt64($0.id) }
  }

  /// Whether fields of these numbers stand as varints wherever they stand. False, too, for what is no message.
  static func areVarints(_ numbers: [UInt64], in bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      guard let tag = unsafe popVarint(&rest) else { return false }
      let isVarint = tag & 7 == 0
      guard isVarint || !numbers.contains(tag >> 3) else { return false }
      guard let length = unsafe isVarint ? popVarint(&rest).map({ _ in 0 }) : length(of: tag & 7, &rest),
        unsafe length <= rest.count
      else { return false }
      unsafe rest = unsafe rest.dropFirst(Int(length))
    }
    return true
  }

  private static func length(of wireType: UInt64, _ rest: inout Slice<UnsafeRawBufferPointer>) -> UInt64? {
    switch wireType {
    case 1: 8
    case 2: unsafe popVarint(&rest)
    case 5: 4
    default: nil
    }
  }

  private static func popVarint(_ rest: inout Slice<UnsafeRawBufferPointer>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = unsafe rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}

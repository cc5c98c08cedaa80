internal import MusterModel
internal import MusterRPC
internal import NIOCore
internal import TTRPC

/// Frames of calls that are sent as they are, but for their stream ids.
package struct PreparedCalls: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each frame begins, and where the last one ends.
  private var bounds = [0]

  package init() {}

  package var count: Int { bounds.count - 1 }

  package mutating func add(_ frame: [UInt8]) {
    bytes += frame
    bounds.append(bytes.count)
  }

  /// Copies a frame behind what is there, for a call of its own.
  func append(_ index: Int, stream: UInt32, to out: inout [UInt8]) {
    let start = out.count
    out += bytes[bounds[index]..<bounds[index + 1]]
    out.put(stream: stream, inFrameAt: start)
  }

  func frame(_ index: Int) -> ArraySlice<UInt8> { bytes[bounds[index]..<bounds[index + 1]] }
}

extension PreparedCalls {
  /// The frame of a call of Muster's, as the client library would send it.
  static func frame<C: RemoteCall>(
    _ call: C, for account: AccountID?, in region: Region, _ arenas: ArenaPool
  ) throws(LoadError) -> [UInt8] {
    do {
      return try frame(
        service: C.service, method: C.operation.name, payload: call.encoded(with: arenas),
        metadata: Metadata(account: account, region: region))
    } catch let error as CallError {
      throw .plan(error.message)
    } catch let error as LoadError {
      throw error
    } catch {
      throw .plan("\(error)")
    }
  }

  private static func frame(
    service: String, method: String, payload: ByteBuffer, metadata: Metadata
  ) throws(LoadError) -> [UInt8] {
    guard
      let frame = PreparedFrame.request(service: service, method: method, payload: payload, metadata: metadata)
    else { throw .plan("A call of \(method) is longer than a frame may be; make it smaller.") }
    return frame
  }

  /// The frame of a call to any ttrpc server.
  package static func frame(service: String, method: String, payload: [UInt8]) throws(LoadError) -> [UInt8] {
    try frame(service: service, method: method, payload: ByteBuffer(bytes: payload), metadata: Metadata())
  }
}

extension [UInt8] {
  /// Names a call's stream in a frame that begins there.
  fileprivate mutating func put(stream: UInt32, inFrameAt start: Int) {
    let place = start + PreparedFrame.streamIDOffset
    self[place] = UInt8(truncatingIfNeeded: stream >> 24)
    self[place + 1] = UInt8(truncatingIfNeeded: stream >> 16)
    self[place + 2] = UInt8(truncatingIfNeeded: stream >> 8)
    self[place + 3] = UInt8(truncatingIfNeeded: stream)
  }
}

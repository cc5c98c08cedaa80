internal import CMusterProto
internal import MusterModel

extension TagResource: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__tag_resource_request__init)
  static let response = unsafe MessageType(muster__v1__tag_resource_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__TagResourceRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.resource_arn = unsafe try encoder.text(resourceARN)
    unsafe request.pointee.n_tags = tags.count
    unsafe request.pointee.tags = unsafe try encoder.list(tags)
  }

  init(reading request: Muster__V1__TagResourceRequest) throws(WireError) {
    unsafe self.init(
      try MessageDecoder.text(request.resource_arn, "ResourceArn"),
      tags: try MessageDecoder.tags(request.n_tags, request.tags))
  }
}

internal import CMusterProto
internal import MusterModel

extension UntagResource: @unsafe DoneRPCCall {
  static let request = unsafe MessageType(muster__v1__untag_resource_request__init)
  static let response = unsafe MessageType(muster__v1__untag_resource_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__UntagResourceRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.resource_arn = unsafe try encoder.text(resourceARN)
    unsafe request.pointee.n_tag_keys = tagKeys.count
    unsafe request.pointee.tag_keys = unsafe try encoder.texts(tagKeys)
  }

  init(reading request: Muster__V1__UntagResourceRequest) throws(WireError) {
    unsafe self.init(
      try MessageDecoder.text(request.resource_arn, "ResourceArn"),
      tagKeys: try MessageDecoder.texts(request.n_tag_keys, request.tag_keys, "TagKeys"))
  }
}

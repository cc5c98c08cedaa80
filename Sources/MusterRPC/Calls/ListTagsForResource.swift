internal import CMusterProto
internal import MusterModel

extension ListTagsForResource: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__list_tags_for_resource_request__init)
  static let response = unsafe MessageType(muster__v1__list_tags_for_resource_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__ListTagsForResourceRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee.resource_arn = unsafe try encoder.text(resourceARN)
  }

  init(reading request: Muster__V1__ListTagsForResourceRequest) throws(WireError) {
    unsafe self.init(try MessageDecoder.text(request.resource_arn, "ResourceArn"))
  }

  static func write(
    _ output: [String: String], to response: UnsafeMutablePointer<Muster__V1__ListTagsForResourceResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_tags = output.count
    unsafe response.pointee.tags = unsafe try encoder.list(output)
  }

  static func read(_ response: Muster__V1__ListTagsForResourceResponse) throws(WireError) -> [String: String] {
    unsafe try MessageDecoder.tags(response.n_tags, response.tags)
  }
}

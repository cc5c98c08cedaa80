internal import CMusterProto
internal import MusterModel

extension ListMembers: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__list_members_request__init)
  static let response = unsafe MessageType(muster__v1__list_members_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__ListMembersRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe request.pointee._only_associated_case =
      MUSTER__V1__LIST_MEMBERS_REQUEST___ONLY_ASSOCIATED_ONLY_ASSOCIATED
    unsafe request.pointee.only_associated = onlyAssociated ? 1 : 0
    if let maxResults {
      unsafe request.pointee._max_results_case = MUSTER__V1__LIST_MEMBERS_REQUEST___MAX_RESULTS_MAX_RESULTS
      unsafe request.pointee.max_results = Int32(clamping: maxResults)
    }
    unsafe request.pointee.next_token = try encoder.text(nextToken ?? "")
  }

  init(reading request: Muster__V1__ListMembersRequest) throws(WireError) {
    let hasFilter =
      unsafe request._only_associated_case == MUSTER__V1__LIST_MEMBERS_REQUEST___ONLY_ASSOCIATED_ONLY_ASSOCIATED
    let hasSize = unsafe request._max_results_case == MUSTER__V1__LIST_MEMBERS_REQUEST___MAX_RESULTS_MAX_RESULTS
    self.init(
      onlyAssociated: hasFilter ? unsafe request.only_associated != 0 : true,
      maxResults: hasSize ? unsafe Int(request.max_results) : nil,
      nextToken: unsafe try MessageDecoder.text(request.next_token, "NextToken"))
  }

  static func write(
    _ output: Page<Member>, to response: UnsafeMutablePointer<Muster__V1__ListMembersResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_members = output.items.count
    unsafe response.pointee.members = try encoder.list(output.items.count) { index throws(WireError) in
      unsafe try output.items[index].make(encoder)
    }
    unsafe response.pointee.next_token = try encoder.text(output.nextToken ?? "")
  }

  static func read(_ response: Muster__V1__ListMembersResponse) throws(WireError) -> Page<Member> {
    let members = unsafe try MessageDecoder.list(response.n_members, response.members) { message throws(WireError) in
      unsafe try Member(reading: message)
    }
    let token = unsafe try MessageDecoder.text(response.next_token, "next_token")
    return Page(members, nextToken: token.isEmpty ? nil : token)
  }
}

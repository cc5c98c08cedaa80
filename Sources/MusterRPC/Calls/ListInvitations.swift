internal import CMusterProto
internal import MusterModel

extension ListInvitations: @unsafe RPCCall {
  static let request = unsafe MessageType(muster__v1__list_invitations_request__init)
  static let response = unsafe MessageType(muster__v1__list_invitations_response__init)

  func write(
    to request: UnsafeMutablePointer<Muster__V1__ListInvitationsRequest>, _ encoder: MessageEncoder
  ) throws(WireError) {
    if let maxResults {
      unsafe request.pointee._max_results_case = MUSTER__V1__LIST_INVITATIONS_REQUEST___MAX_RESULTS_MAX_RESULTS
      unsafe request.pointee.max_results = Int32(clamping: maxResults)
    }
    unsafe request.pointee.next_token = try encoder.text(nextToken ?? "")
  }

  init(reading request: Muster__V1__ListInvitationsRequest) throws(WireError) {
    let hasSize =
      unsafe request._max_results_case == MUSTER__V1__LIST_INVITATIONS_REQUEST___MAX_RESULTS_MAX_RESULTS
    self.init(
      maxResults: hasSize ? unsafe Int(request.max_results) : nil,
      nextToken: unsafe try MessageDecoder.text(request.next_token, "NextToken"))
  }

  static func write(
    _ output: Page<Invitation>, to response: UnsafeMutablePointer<Muster__V1__ListInvitationsResponse>,
    _ encoder: MessageEncoder
  ) throws(WireError) {
    unsafe response.pointee.n_invitations = output.items.count
    unsafe response.pointee.invitations = try encoder.list(output.items.count) { index throws(WireError) in
      unsafe try output.items[index].make(encoder)
    }
    unsafe response.pointee.next_token = try encoder.text(output.nextToken ?? "")
  }

  static func read(_ response: Muster__V1__ListInvitationsResponse) throws(WireError) -> Page<Invitation> {
    let invitations = unsafe try MessageDecoder.list(response.n_invitations, response.invitations) {
      message throws(WireError) in
      unsafe try Invitation(reading: message)
    }
    let token = unsafe try MessageDecoder.text(response.next_token, "next_token")
    return Page(invitations, nextToken: token.isEmpty ? nil : token)
  }
}

internal import MusterModel

/// What GetCallerIdentity answers.
struct CallerIdentity {
  let account: String
  let arn: String
  /// Which principal of the account.
  let userID: String

  /// Keys stand for whole accounts here, and of the principals that AWS has the root user is the one that needs no name:
  /// its ARN and its id follow from the account. Terraform takes account and partition from the ARN.
  init(_ caller: Caller) {
    account = caller.account.description
    arn = "arn:\(caller.region.partition):iam::\(caller.account):root"
    userID = account
  }

  func answer(requestID: String) -> Answer {
    let result = XML.element("Arn", arn) + XML.element("UserId", userID) + XML.element("Account", account)
    return Answer(
      status: 200, type: XML.contentType, requestID: requestID,
      text: XML.document(
        "GetCallerIdentityResponse",
        XML.element("GetCallerIdentityResult", raw: result)
          + XML.element("ResponseMetadata", raw: XML.element("RequestId", requestID))))
  }
}

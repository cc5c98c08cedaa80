internal import MusterModel

/// When a signature was made, and until when it is good.
struct SignatureTime: Sendable {
  /// `20150830T123600Z`: it is signed in this form.
  let text: String
  private let moment: Timestamp
  /// Of a presigned URL.
  private let expires: Int64?

  /// - Throws: also where the credential is of another day.
  init(_ date: SignatureParts.Date, expires: String?, of scope: CredentialScope) throws(AWSError) {
    let read: (moment: Timestamp, text: String)? =
      switch date {
      case .signing(let sent): Timestamp(signing: sent).map { ($0, sent) }
      // Some clients have an ISO 8601 date in that header too.
      case .http(let sent):
        Timestamp(signing: sent).map { ($0, sent) } ?? Timestamp(http: sent).map { ($0, $0.signingText) }
      }
    guard let read else { throw Self.unreadable(date) }
    moment = read.moment
    text = read.text
    let day = String(text.prefix(8))
    guard scope.date == day else {
      throw AWSError(
        .incompleteSignature,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
          + "\(shown(scope.date)) != '\(day)', from '\(text)'.")
    }
    self.expires = try expires.map { text throws(AWSError) in
      var scanner = TextScanner(text)
      guard (1...6).contains(text.utf8.count), let seconds = scanner.number(digits: text.utf8.count),
        Limits.presignedSeconds.contains(Int64(seconds))
      else {
        throw AWSError(
          .incompleteSignature,
          "X-Amz-Expires is \(shown(text)); it must be a whole number of seconds from "
            + "\(Limits.presignedSeconds.lowerBound) to \(Limits.presignedSeconds.upperBound).")
      }
      return Int64(seconds)
    }
  }

  /// A presigned URL without X-Amz-Expires, as aws-sdk-go-v2 makes them, is good for as long as a header.
  func check(at now: Timestamp) throws(AWSError) {
    let skew = Limits.clockSkewSeconds
    if now < moment.adding(seconds: -skew) {
      throw AWSError(
        .invalidSignature,
        "Signature not yet current: \(text) is still later than \(now.adding(seconds: skew).signingText) "
          + "(\(now.signingText) + \(skew / 60) min.); set the client's clock.")
    }
    guard now > moment.adding(seconds: expires ?? skew) else { return }
    if let expires {
      throw AWSError(
        .invalidSignature,
        "Signature expired: \(moment.adding(seconds: expires).signingText) is now earlier than \(now.signingText); "
          + "presign the URL anew.")
    }
    throw AWSError(
      .invalidSignature,
      "Signature expired: \(text) is now earlier than \(now.adding(seconds: -skew).signingText) "
        + "(\(now.signingText) - \(skew / 60) min.); set the client's clock.")
  }

  private static func unreadable(_ date: SignatureParts.Date) -> AWSError {
    switch date {
    case .signing(let text):
      AWSError(
        .incompleteSignature,
        "Date must be in ISO-8601 'basic format'. Got \(shown(text)). X-Amz-Date must be like 20150830T123600Z.")
    case .http(let text):
      AWSError(
        .incompleteSignature,
        "Date must be like 'Sun, 30 Aug 2015 12:36:00 GMT'. Got \(shown(text)). Or send X-Amz-Date: 20150830T123600Z.")
    }
  }
}

extension Timestamp {
  /// No clock that works is so far off that this overflows.
  fileprivate func adding(seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds.addingReportingOverflow(seconds * 1000).partialValue)
  }
}

extension Answer {
  /// What whoever watches the gateway is told.
  static func health(_ text: String, status: Int, requestID: String) -> Answer {
    Answer(status: status, type: "text/plain; charset=utf-8", requestID: requestID, text: text + "\n")
  }
}

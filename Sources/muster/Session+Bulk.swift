internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

extension Session {
  /// Runs a bulk command for so many accounts, and says what came of it.
  func run(
    _ words: BulkWords, of count: Int, _ work: @escaping @Sendable ((Int) -> Void) async -> BulkReport
  ) async throws -> Ending {
    let bar = console.progress(words.title, of: count)
    let report = await Interruption.cancelling { await work { bar?.show($0) } }
    bar?.clear()
    // Nothing at all came of it: the failure says it all.
    let failure = Failure(report)
    if let failure, report.isUnheard { throw failure }

    let unprocessed = report.unprocessed
    try console.answer(UnprocessedAccounts(unprocessed).json, or: words.summary(of: report))
    let alreadySo = report.count(.alreadySo)
    if console.format == .json, alreadySo > 0 { console.note(words.already(alreadySo)) }
    console.hint(of: unprocessed)
    if let failure { throw failure }
    return unprocessed.isEmpty ? .done : .someUnprocessed
  }
}

internal import MusterCLI
internal import MusterClient
internal import MusterJSON
internal import MusterModel

extension Session {
  /// Runs a bulk command and says what came of it.
  func run<Item>(
    _ bulk: Bulk<Item>, _ words: BulkWords,
    _ call: ([Item]) async throws(MusterClientError) -> [UnprocessedAccount]
  ) async throws -> Ending {
    let bar = console.progress(words.title, of: bulk.count)
    let result = await bulk.run(call) { bar?.show($0) }
    bar?.clear()
    // Nothing at all came of it: the failure says it all.
    if let failure = result.failure, result.isEmpty { throw failure }

    try console.answer(UnprocessedAccounts(result.unprocessed).json, or: words.summary(of: result))
    if console.format == .json, result.alreadySo > 0 { console.note(words.already(result.alreadySo)) }
    console.hint(of: result.unprocessed)
    if let failure = result.failure { throw failure }
    return result.unprocessed.isEmpty ? .done : .someUnprocessed
  }
}

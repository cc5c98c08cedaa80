private import FoundationEssentials
internal import MusterModel

extension HubRow: TableRow {
  static let table = Table(
    "hub", 0, key: ["account"],
    columns: [
      "subscribed_at", "auto_enable_controls", "control_finding_generator", "enable_default_standards", "tags",
    ])

  func bind(to query: inout Query) {
    query.bind(subscribedAt)
    query.bind(autoEnableControls)
    query.bind(Int64(controlFindingGenerator.rawValue))
    query.bind(enableDefaultStandards)
    query.bind(Self.text(of: tags))
  }

  init(from query: inout Query) throws(Misread) {
    try self.init(
      subscribedAt: query.time(), autoEnableControls: query.flag(), controlFindingGenerator: query.generator(),
      enableDefaultStandards: query.flag(), tags: query.isNull() ? [:] : Self.tags(in: &query))
  }

  /// Tags are read and written only together, so they are one column and not a table: JSON, which holds any
  /// string, needs no format of our own, and can be read by whoever looks into the file. NULL: no tags.
  private static func text(of tags: [String: String]) -> String? {
    guard !tags.isEmpty else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(tags) else { preconditionFailure("strings always have a JSON form") }
    return String(decoding: data, as: UTF8.self)
  }

  private static func tags(in query: inout Query) throws(Misread) -> [String: String] {
    let text = try query.text()
    guard let tags = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else {
      throw query.misread("is not a JSON object of strings")
    }
    return tags
  }
}

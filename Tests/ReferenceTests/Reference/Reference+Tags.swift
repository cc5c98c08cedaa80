import MusterModel

// Spec 4.10. The tag operations need no hub to be asked (D1), but without one there is nothing to be found.
extension Reference {
  mutating func tag(_ arn: String, with tags: [String: String], by caller: Caller) -> Expected {
    if let refusal = tagRefusal(arn, unless: Shape.allows(tags: tags), caller) { return refusal }
    let merged = (hub(of: caller)?.tags ?? [:]).merging(tags) { _, later in later }
    guard merged.count <= 50 else {
      used.insert(.tooManyTags)
      return .invalid
    }
    change(caller) { $0.tags = merged }
    return .done
  }

  mutating func untag(_ arn: String, keys: [String], by caller: Caller) -> Expected {
    let isShaped = keys.count >= 1 && keys.count <= 50 && keys.allSatisfy(Shape.isTagKey)
    if let refusal = tagRefusal(arn, unless: isShaped, caller) { return refusal }
    change(caller) { hub in for key in keys { hub.tags[key] = nil } }
    return .done
  }

  mutating func listTags(_ arn: String, by caller: Caller) -> Expected {
    if let refusal = tagRefusal(arn, unless: true, caller) { return refusal }
    return .tags(hub(of: caller)?.tags ?? [:])
  }

  private mutating func tagRefusal(_ arn: String, unless isShaped: Bool, _ caller: Caller) -> Expected? {
    guard isShaped, arn.hasPrefix("arn:aws:securityhub:") else {
      used.insert(isShaped ? .badARN : .shape)
      return .invalid
    }
    guard let hub = hub(of: caller), arn == hub.arn else {
      used.insert(.foreignTags)
      return .refused(.resourceNotFound, .any)
    }
    return nil
  }
}

import MusterModel

// Spec 4.10. The tag operations need no hub to be asked (D1), but without one there is nothing to be found.
extension Reference {
  mutating func tag(_ arn: String, with tags: [String: String], by asker: Asker) -> Expected {
    if let refusal = tagRefusal(arn, unless: Shape.allows(tags: tags), asker) { return refusal }
    let merged = (hub(of: asker)?.tags ?? [:]).merging(tags) { _, later in later }
    guard merged.count <= 50 else {
      used.insert(.tooManyTags)
      return .invalid
    }
    change(asker) { $0.tags = merged }
    return .done
  }

  mutating func untag(_ arn: String, keys: [String], by asker: Asker) -> Expected {
    let isShaped = keys.count >= 1 && keys.count <= 50 && keys.allSatisfy(Shape.isTagKey)
    if let refusal = tagRefusal(arn, unless: isShaped, asker) { return refusal }
    change(asker) { hub in for key in keys { hub.tags[key] = nil } }
    return .done
  }

  mutating func listTags(_ arn: String, by asker: Asker) -> Expected {
    if let refusal = tagRefusal(arn, unless: true, asker) { return refusal }
    return .tags(hub(of: asker)?.tags ?? [:])
  }

  private mutating func tagRefusal(_ arn: String, unless isShaped: Bool, _ asker: Asker) -> Expected? {
    guard isShaped, arn.hasPrefix("arn:aws:securityhub:") else {
      used.insert(isShaped ? .badARN : .shape)
      return .invalid
    }
    guard let hub = hub(of: asker), arn == hub.arn else {
      used.insert(.foreignTags)
      return .refused(.resourceNotFound, .any)
    }
    return nil
  }
}

public import MusterModel

/// An item that AWS lists in pages, under this name.
public protocol Paged: JSONConvertible {
  static var listName: String { get }
}

extension Member: Paged {
  public static var listName: String { "Members" }
}

extension Invitation: Paged {
  public static var listName: String { "Invitations" }
}

extension Page: JSONConvertible where Item: Paged {
  public var json: JSONValue {
    // The list is there also when it is empty: scripts index it without a default (spec 4.2).
    .object([Item.listName: items.json, "NextToken": nextToken?.json])
  }

  public init(json: JSONValue) throws(JSONError) {
    let object = try JSONObject(json)
    self.init(try object.value(Item.listName), nextToken: try object.optional("NextToken"))
  }
}

internal import MusterJSON

extension Route {
  /// What a request of this route says, wherever in it: the body's members, and then those of path and query, which
  /// count where a name stands in both. `label`: what the path has for ``labelName``, still encoded.
  func document(
    label: String?, query: String, body: some Collection<UInt8>
  ) throws(AWSError) -> JSONObject {
    var document = input == .body ? try Self.document(body) : JSONObject(members: [])
    if let label, let labelName {
      do throws(BadEncoding) {
        let value = try String(percentDecoding: label[...])
        document.members.append(JSONObject.Member(name: labelName, value: .string(value)))
      } catch {
        throw AWSError(.invalidInput, "\(labelName) \(error.problem).")
      }
    }
    if case .query(let parameters) = input {
      let pairs = EncodedPairs(query)
      for parameter in parameters {
        if let member = try parameter.member(of: pairs) { document.members.append(member) }
      }
    }
    return document
  }

  /// SDKs send nothing at all for a request without members (spec 2.6).
  private static func document(_ body: some Collection<UInt8>) throws(AWSError) -> JSONObject {
    guard !body.isEmpty else { return JSONObject(members: []) }
    let value: JSONValue
    do throws(JSONError) { value = try JSONParser.document(body) } catch { throw AWSError(error) }
    guard case .object(let object) = value else {
      throw AWSError(.serialization, "The body is JSON, but no object; send an object, {\"Name\": value, …}.")
    }
    return object
  }

  /// The part of the path that is the request's: `ResourceArn`.
  var labelName: String? {
    guard path.hasSuffix("}"), let brace = path.firstIndex(of: "{") else { return nil }
    return String(path[path.index(after: brace)...].dropLast())
  }
}

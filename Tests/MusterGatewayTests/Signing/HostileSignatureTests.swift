import MusterModel
import TestFixtures
import Testing

@testable import MusterGateway

/// Requests that are no mistake of a client's.
@Suite struct HostileSignatureTests {
  private static let long = 1 << 18

  private static func head(_ change: (inout RequestHead) -> Void) -> RequestHead {
    var head = ClaimTests.head()
    change(&head)
    return head
  }

  private static func repeated(_ text: String) -> String { String(repeating: text, count: long / text.utf8.count) }

  private static func field(_ name: String, _ value: String) -> Headers.Field {
    Headers.Field(name: name, value: value)
  }

  static let longOnes = [
    head { $0.query = repeated("a&") }, head { $0.query = repeated("%") }, head { $0.query = repeated("%4") },
    head { $0.query = repeated("X-Amz-Signature&") }, head { $0.query = "X-Amz-Signature=" + repeated("%41") },
    head { $0.path = repeated("/") }, head { $0.path = repeated("/../a") }, head { $0.path = repeated("é") },
    head { $0.method = repeated("M") },
    head { $0.headers["authorization"] = repeated("a") }, head { $0.headers["authorization"] = repeated(",") },
    head { $0.headers["authorization"] = "AWS4-HMAC-SHA256 " + repeated("=,") },
    head { $0.headers["authorization"] = ClaimTests.authorization(signedHeaders: "host;" + repeated("a;")) },
    head { $0.headers["authorization"] = ClaimTests.authorization(repeated("/")) },
    head { $0.headers["x-amz-date"] = repeated("2") },
    head { $0.headers["x-amz-security-token"] = repeated("t") },
    head { $0.headers["x-amz-content-sha256"] = repeated("STREAMING-") },
    head { $0.headers["host"] = repeated(" \t") + "x" },
    head { head in for index in 0..<2000 { head.headers.fields.append(field("x-amz-\(index)", "v")) } },
    head { head in for _ in 0..<2000 { head.headers.fields.append(field("host", "v")) } },
    head { head in for _ in 0..<2000 { head.headers.fields.append(field("authorization", "v")) } },
    head { $0.headers["x-amz-date"] = "e" + repeated("\u{301}") },
  ]

  @Test(.timeLimit(.minutes(1)), arguments: longOnes.indices)
  func refusesLongOnesShortly(index: Int) throws {
    let verifier = try SigningFixture.verifier()
    let error = try #require(verifier.refusal(of: Self.longOnes[index]))
    #expect(error.message.utf8.count < 5000)
    #expect(error.status == 403)
  }

  /// Whatever is made of a good request by chance is either refused, or has kept its meaning.
  @Test func noChanceIsTaken() throws {
    let verifier = try SigningFixture.verifier()
    let pieces = [
      "&", "=", "%", "%2F", "/", ";", ",", " ", "\t", "\n", "é", "\u{0}", "..", "host", "X-Amz-Signature", "+", "a",
      "Z", "9",
      "Credential=", "x-amz-date",
    ]
    var random = SplitMix(2015)
    let vectors = PublishedVector.all.filter { $0.token == nil }
    for _ in 0..<2000 {
      guard let vector = vectors.randomElement(using: &random), let piece = pieces.randomElement(using: &random) else {
        continue
      }
      var head = Bool.random(using: &random) ? vector.signedHead : vector.presignedHead
      let before = Meaning(head)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: head.path.insert(piece, using: &random)
      case 1: head.query.insert(piece, using: &random)
      case 2: head.method.insert(piece, using: &random)
      default:
        let index = head.headers.fields.indices.randomElement(using: &random) ?? 0
        head.headers.fields[index].value.insert(piece, using: &random)
      }
      guard verifier.refusal(of: head, body: vector.body) == nil else { continue }
      #expect(Meaning(head) == before, "\(head)")
    }
  }

  /// A request without what its signature leaves open: white space in headers, and empty or dot segments in the path.
  private struct Meaning: Equatable {
    var method: String
    var path: [Substring]
    var query: [[String]]
    var headers: [[String]]

    init(_ head: RequestHead) {
      method = head.method
      path = head.path.split(separator: "/").reduce(into: []) { path, part in
        if part == ".." { _ = path.popLast() } else if part != "." { path.append(part) }
      }
      query = head.query.split(separator: "&", omittingEmptySubsequences: false).map { part in
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return [String(sides[0]), sides.count > 1 ? String(sides[1]) : ""]
      }.sorted { $0.lexicographicallyPrecedes($1) }
      headers = head.headers.fields.map { field in
        // In the Authorization header white space stands between the parts.
        let words = field.value.split { $0.isWhitespace }.joined(separator: " ")
        return [field.name, field.name == "authorization" ? words.replacing(" ", with: "") : words]
      }
    }
  }

  @Test func keepsKeysOfGoodSignaturesOnly() throws {
    let verifier = try SigningFixture.verifier()
    for region in 0..<100 {
      let scope = "AKIDEXAMPLE/20150830/r-\(region)/service/aws4_request"
      #expect(verifier.refusal(of: ClaimTests.head(ClaimTests.authorization(scope)))?.code == .invalidSignature)
    }
    #expect(verifier.keptKeys == 0)
    for vector in PublishedVector.all where vector.token == nil {
      #expect(verifier.refusal(of: vector.signedHead, body: vector.body) == nil)
    }
    #expect(verifier.keptKeys == 1)
  }

  @Test func keepsNoMoreKeysThanItMay() throws {
    let keys = DerivedKeys()
    var name = DerivedKeys.Name(secret: Secret("s"), date: "20150830", region: .usEast1, service: .sts)
    let key = name.derived()
    for day in 0...Limits.derivedKeys {
      name.date = "\(day)"
      keys.keep(key, for: name)
    }
    #expect(keys.count == 1)
    #expect(keys.known(name) == key)
  }
}

extension String {
  /// Puts a text into it somewhere.
  fileprivate mutating func insert(_ piece: String, using random: inout SplitMix) {
    let place = unicodeScalars.indices.randomElement(using: &random) ?? endIndex
    unicodeScalars.insert(contentsOf: piece.unicodeScalars, at: place)
  }
}

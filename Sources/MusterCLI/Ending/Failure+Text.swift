package import MusterJSON

extension Failure {
  /// As a person reads it: what is wrong, where, and on a last line what to do.
  func text(_ style: Style) -> String {
    var lines = [style.paint("muster:", .bad) + " " + Printable.line(message)]
    if ending == .refused || ending == .failed { lines[0] += " [\(Printable.line(code))]" }
    lines += details.map { "  " + Printable.line($0) }
    if let remedy { lines.append("        " + Printable.line(remedy)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As a program reads it.
  package var json: JSONValue {
    let message = ([message] + details + [remedy].compactMap(\.self)).joined(separator: "\n")
    return .object(["Error": .object(["Code": .string(code), "Message": .string(message)])])
  }
}

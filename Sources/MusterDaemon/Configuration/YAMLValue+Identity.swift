internal import MusterProcess
internal import Yams

extension YAMLValue {
  struct Named {
    let name: String
    let id: UInt32
  }

  func userID(_ names: NameService) -> Named? {
    resolve(names.user, kind: "user", number: "uid", source: "getent passwd")
  }

  func groupID(_ names: NameService) -> Named? {
    resolve(names.group, kind: "group", number: "gid", source: "getent group")
  }

  /// A name or a number, as chgrp takes them.
  func socketGroup(_ names: NameService) -> UInt32? {
    let isNumber = node.scalar?.string.utf8.allSatisfy { (0x30...0x39).contains($0) } == true
    return isNumber && !isNothing ? numericID() : groupID(names)?.id
  }

  /// The largest id means "unchanged" to the kernel, and belongs to nobody.
  func numericID() -> UInt32? { wholeNumber(in: 0...Int(UInt32.max - 1)).map { UInt32($0) } }

  private func resolve(
    _ lookUp: (String) -> NameService.Answer, kind: String, number: String, source: String
  ) -> Named? {
    guard let name = text() else { return nil }
    switch name.utf8.contains(0) ? .unknown : lookUp(name) {
    case .id(let id):
      return Named(name: Escaping.plain(name), id: id)
    case .unknown:
      return refuse(
        "no \(kind) \(Escaping.quoted(name)) on this host (see `\(source)`); create it, or name its \(number)")
    case .failed(let reason):
      return refuse("cannot look up \(kind) \(Escaping.quoted(name)): \(reason); try again, or name its \(number)")
    }
  }
}

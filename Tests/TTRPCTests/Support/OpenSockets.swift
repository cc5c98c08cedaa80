import Glibc

/// Descriptors that a server holds, its listener among them: the kernel lists a socket that was accepted with the path it
/// was accepted at. While others open and close theirs, its list may have one twice or not at all: look again.
func openSockets(at path: String) -> Int {
  // Not by Foundation, which takes the first page of such a file for all of it.
  let descriptor = unsafe open("/proc/net/unix", O_RDONLY | O_CLOEXEC)
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var page = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = unsafe read(descriptor, &page, page.count), count > 0 { bytes += page.prefix(count) }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").count { $0.hasSuffix(" \(path)") }
}

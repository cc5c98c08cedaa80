/// A peer that serves, or why there is none.
struct PeerServer {
  private let process: ServerProcess?
  let problem: String

  init(_ name: String, in workshop: Workshop, _ arguments: (String) -> [String]) {
    let socket = workshop.path("p")
    do {
      process = try ServerProcess(try workshop.peers.path(name).get(), arguments(socket), socket: socket)
      problem = ""
    } catch {
      process = nil
      problem = "\(error)"
    }
  }

  func measure<Value>(_ body: (String) throws -> Value) rethrows -> Value? { try process.map { try body($0.socket) } }
}

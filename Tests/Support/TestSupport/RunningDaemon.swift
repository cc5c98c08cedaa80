internal import Foundation

/// A `musterd` that serves, with everything it has in one directory.
public final class RunningDaemon: Sendable {
  public struct NotReady: Error, CustomStringConvertible {
    public let description: String
  }

  public let socket: String
  public let process: ChildProcess
  /// What it notifies after it was ready.
  public let notifications: NotifySocket

  /// Starts one, and returns when it serves. A second one in the same directory takes up what the first one left.
  public static func start(
    in directory: TemporaryDirectory, _ arguments: [String] = [], environment: [String: String] = [:],
    errors: String? = nil
  ) async throws -> RunningDaemon {
    let notifications = try NotifySocket(in: directory)
    let process = try launch(
      in: directory, arguments, environment: environment.merging(["NOTIFY_SOCKET": notifications.path]) { $1 },
      errors: errors)
    guard let message = await notifications.next(), message.hasPrefix("READY=1\n") else {
      throw NotReady(description: "musterd is not ready; it says: \(process.output)")
    }
    return RunningDaemon(socket: directory.path("muster.sock"), process: process, notifications: notifications)
  }

  /// Starts one, and does not wait for it. What it says goes to `log` in the directory; standard error has a file of its
  /// own where one is given.
  public static func launch(
    in directory: TemporaryDirectory, _ arguments: [String] = [], environment: [String: String] = [:],
    errors: String? = nil, passing descriptors: [Int32] = []
  ) throws -> ChildProcess {
    let home = [
      "HOME": directory.path, "MUSTER_SOCKET": directory.path("muster.sock"), "MUSTER_DATA": directory.path("data"),
    ]
    return try ChildProcess(
      Executables.path("musterd"), arguments, environment: home.merging(environment) { $1 },
      output: directory.path("log"), errors: errors, passing: descriptors)
  }

  private init(socket: String, process: ChildProcess, notifications: NotifySocket) {
    self.socket = socket
    self.process = process
    self.notifications = notifications
  }

  /// Asks it to stop, and waits until it has.
  public func stop() async -> ChildProcess.Exit {
    process.kill(SIGTERM)
    return await process.exit()
  }

  /// Ends it as a crash would.
  public func crash() async {
    process.kill(SIGKILL)
    _ = await process.exit()
  }
}
